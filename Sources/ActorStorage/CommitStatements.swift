import ActorDefinition
import ActorRuntime
import ActorWire
import GRDB

/// What a commit does, in statements that are prepared once.
// Sendable: they are made, used and freed by who holds the writer's memory, and with it the connection, alone.
final class CommitStatements: @unchecked Sendable {
    private let beginning: Statement
    private let end: Statement
    private let advance: BoundStatement
    private let snapshot: BoundStatement
    private let entry: BoundStatement

    init(_ db: Database) throws {
        beginning = try db.makeStatement(sql: "BEGIN IMMEDIATE")
        end = try db.makeStatement(sql: "COMMIT")
        advance = try BoundStatement(db, "UPDATE positions SET revision = ?, last_commit = ? WHERE actor = ?")
        snapshot = try BoundStatement(db, "INSERT OR REPLACE INTO snapshots (actor, state) VALUES (?, ?)")
        entry = try BoundStatement(
            db,
            """
            INSERT INTO entries (actor, kind, sequence, time, client_id, text, payload) VALUES (?, ?, ?, ?, ?, ?, ?)
            """)
    }

    // GRDB follows transactions, so it executes these.

    func begin() throws { try beginning.execute() }
    func commit() throws { try end.execute() }

    /// Writes that an actor is at a new revision.
    func advance(to position: Position) throws {
        advance.set(1, Int64(bitPattern: position.revision.number))
        if let commit = position.lastCommit { advance.set(2, Int64(bitPattern: commit)) }
        advance.set(3, position.number)
        try advance.run()
    }

    func save(_ state: [UInt8], of actor: Int64) throws {
        snapshot.set(1, actor)
        try snapshot.set(2, state)
        try snapshot.run()
    }

    func append(_ entries: [JournalEntry], to actor: Int64) throws {
        for new in entries {
            entry.set(1, actor)
            entry.set(2, new.kind.number)
            entry.set(3, Int64(bitPattern: new.sequence))
            entry.set(4, new.time.milliseconds)
            try entry.set(5, new.clientID)
            try entry.set(6, new.text)
            try entry.set(7, new.payload)
            try entry.run()
        }
    }
}
