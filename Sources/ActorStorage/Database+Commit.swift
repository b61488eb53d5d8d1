import ActorDefinition
import ActorRuntime
import ActorWire
import Foundation
import GRDB

/// How far an actor is.
struct Position {
    var number: Int64
    var isDestroyed: Bool
    var generation: Generation
    var revision: Revision
    /// The newest commit of this generation.
    var lastCommit: UInt64?
}

extension Database {
    func position(of id: ActorID) throws -> Position? {
        let statement = try cachedStatement(
            sql: """
                SELECT number, destroyed_at IS NOT NULL, generation, revision, last_commit
                FROM actors JOIN positions ON actor = number WHERE id = ?
                """)
        return try Row.fetchOne(statement, arguments: [Data(text: id.rawValue)]).map { row in
            Position(
                number: row[0], isDestroyed: row[1], generation: Generation(UInt64(bitPattern: row[2])),
                revision: Revision(UInt64(bitPattern: row[3])),
                lastCommit: (row[4] as Int64?).map(UInt64.init(bitPattern:)))
        }
    }

    /// Applies commits, each apart from the others.
    ///
    /// - Throws: What ends the whole group.
    func apply(_ commits: [Commit], at now: Timestamp, noting memory: inout WriterMemory) throws -> [CommitResult] {
        try commits.map { commit in
            let outcome: CommitOutcome =
                switch try apart({ try apply(commit, at: now, noting: &memory.backlog) }) {
                case .success(let outcome): outcome
                case .failure(let error): .refused(sentence(for: error))
                }
            return CommitResult(actor: commit.actor, commit: commit.id, outcome: outcome)
        }
    }

    /// Applies a commit, or says why not without having changed anything.
    ///
    /// - Parameter backlog: Gets what has to be indexed then.
    /// - Throws: What SQLite says, when the commit may be half applied: the caller rolls it back.
    private func apply(_ commit: Commit, at now: Timestamp, noting backlog: inout IndexBacklog) throws -> CommitOutcome
    {
        guard var position = try position(of: commit.actor) else {
            return .refused(StoreError.notFound.description)
        }
        if commit.generation < position.generation { return .fenced }
        guard commit.generation == position.generation, position.generation.number > 0 else {
            return .refused("this generation of the actor was never claimed")
        }
        // A destroyed actor's last commit is the one that destroyed it, and may be asked about again as any other.
        if commit.id == position.lastCommit { return .committed(position.revision) }
        guard !position.isDestroyed else { return .refused("the actor is destroyed") }
        guard commit.follows == position.revision else {
            return .refused("the commit does not follow the newest one of the actor")
        }
        if let fault = try fault(in: commit.entries, of: position.number) { return .refused(fault) }

        position.revision = Revision(position.revision.number + 1)
        try advance(to: position, by: commit)
        if commit.destroys {
            try destroy(position.number, at: now)
            backlog.remove(position.number)
        } else {
            try write(commit, to: position.number)
            backlog.add(commit.entries.count { $0.kind == .main }, of: position.number)
        }
        return .committed(position.revision)
    }

    private func advance(to position: Position, by commit: Commit) throws {
        try cachedStatement(sql: "UPDATE positions SET revision = ?, last_commit = ? WHERE actor = ?")
            .execute(arguments: [
                Int64(bitPattern: position.revision.number), Int64(bitPattern: commit.id), position.number,
            ])
    }

    private func write(_ commit: Commit, to number: Int64) throws {
        if let state = commit.state {
            try cachedStatement(sql: "INSERT OR REPLACE INTO snapshots (actor, state) VALUES (?, ?)")
                .execute(arguments: [number, Data(state)])
        }
        try insert(commit.entries, of: number)
        for change in commit.schedules { try apply(change, to: number) }
    }

    private func destroy(_ number: Int64, at now: Timestamp) throws {
        try deleteEntries(of: number)
        for table in ["snapshots", "schedules"] {
            try cachedStatement(sql: "DELETE FROM \(table) WHERE actor = ?").execute(arguments: [number])
        }
        try cachedStatement(sql: "UPDATE actors SET destroyed_at = ? WHERE number = ?")
            .execute(arguments: [now.milliseconds, number])
    }
}
