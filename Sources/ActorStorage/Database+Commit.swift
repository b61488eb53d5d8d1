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
    /// The newest entry of each journal; zero for none.
    var heads: JournalHeads
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
                lastCommit: (row[4] as Int64?).map(UInt64.init(bitPattern:)),
                heads: JournalHeads(
                    main: try head(of: .main, in: row[0]) ?? 0, audit: try head(of: .audit, in: row[0]) ?? 0))
        }
    }

    /// Applies commits, each apart from the others.
    ///
    /// - Throws: What ends the whole group.
    func applyApart(
        _ commits: [Commit], at now: Timestamp, with memory: inout WriterMemory
    ) throws -> [CommitResult] {
        try commits.map { commit in
            let outcome: CommitOutcome =
                switch try apart({ try apply(commit, at: now, with: &memory) }) {
                case .success(let outcome): outcome
                case .failure(let error): .refused(sentence(for: error))
                }
            return CommitResult(actor: commit.actor, commit: commit.id, outcome: outcome)
        }
    }

    /// Applies a commit, or says why not without having changed anything.
    ///
    /// - Parameter memory: Gets what has to be indexed, and where the actor is then.
    /// - Throws: What SQLite says, when the commit may be half applied: the caller rolls it back.
    func apply(_ commit: Commit, at now: Timestamp, with memory: inout WriterMemory) throws -> CommitOutcome {
        guard var position = try memory.position(of: commit.actor, in: self) else {
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
        if let fault = position.heads.append(commit.entries) { return .refused(fault) }

        position.revision = Revision(position.revision.number + 1)
        position.lastCommit = commit.id
        let statements = try memory.statements(of: self)
        try statements.advance(to: position)
        if commit.destroys {
            try destroy(position.number, at: now)
            position.isDestroyed = true
            memory.backlog.remove(position.number)
        } else {
            if let state = commit.state { try statements.save(state, of: position.number) }
            try statements.append(commit.entries, to: position.number)
            for change in commit.schedules { try apply(change, to: position.number) }
            memory.backlog.add(commit.entries.count { $0.kind == .main }, of: position.number)
        }
        memory.note(position, of: commit.actor)
        return .committed(position.revision)
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

extension JournalHeads {
    /// Those of the journals that have one.
    var numbers: [JournalKind: UInt64] { [.main: main, .audit: audit].filter { $0.value > 0 } }

    /// Goes on to the last of the entries.
    ///
    /// - Returns: Why they cannot be appended; nil when they can.
    fileprivate mutating func append(_ entries: [JournalEntry]) -> String? {
        for entry in entries {
            let head = self[entry.kind]
            guard entry.sequence == head + 1 else {
                return "entry \(entry.sequence) of the \(entry.kind.rawValue) journal does not follow entry \(head)"
            }
            guard entry.sequence <= EntryNumber.lastSequence else { return "the journal is full" }
            self[entry.kind] = entry.sequence
        }
        return nil
    }
}
