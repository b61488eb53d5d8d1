import ActorWire

/// The append-only log of an actor: what happened in it, by dense sequence numbers from 1.
public struct Journal<D: DurableActor> {
    package let core: ActorCore<D>

    /// The number of the newest entry, also of one that is not durable yet; 0 while there is none.
    public var head: UInt64 { core.heads.main }

    /// Adds an entry; it is durable before anything leaves that the handler sends.
    ///
    /// - Parameters:
    ///   - clientID: The client's own id of what it sent.
    ///   - text: What a search finds it by; nil for nothing.
    ///   - make: Makes the entry, given its number.
    @discardableResult
    public func append(clientID: String? = nil, text: String? = nil, _ make: (UInt64) -> D.Entry) throws -> D.Entry {
        let entry = make(head + 1)
        try core.append(entry, clientID: clientID, text: text)
        return entry
    }

    /// Adds an entry that does not say its own number.
    @discardableResult
    public func append(_ entry: D.Entry, clientID: String? = nil, text: String? = nil) throws -> D.Entry {
        try append(clientID: clientID, text: text) { _ in entry }
    }

    /// Adds a line to the log of moderation, which nothing removes while the actor lives.
    ///
    /// - Parameter make: Makes the line, given its number.
    @discardableResult
    public func audit<Record: Encodable>(_ make: (UInt64) -> Record) throws -> Record {
        let record = make(core.heads[.audit] + 1)
        try core.append(.audit, EncodedValue(keeping: record), clientID: nil, text: nil)
        return record
    }

    /// A page of entries, oldest first; it includes what this actor appended and what is not durable yet.
    ///
    /// - Parameter limit: How many at most. A page of much text is shorter: it ends after 512 KiB
    ///   (`SystemOptions.journalPageBytes`), with one entry at least.
    /// - Throws: What the store says when it cannot read, and an error when an entry is not of the type.
    nonisolated(nonsending) public func page(_ cursor: JournalCursor, limit: Int) async throws -> [D.Entry] {
        try await read(.main, cursor, limit: limit)
    }

    /// A page of the log of moderation, oldest first; limited as `page` is.
    nonisolated(nonsending) public func auditPage<Record: Decodable>(
        _ type: Record.Type, _ cursor: JournalCursor, limit: Int
    ) async throws -> [Record] {
        try await read(.audit, cursor, limit: limit)
    }

    /// Entries in whose text a word begins with each of the query, the newest first; empty where the store cannot search.
    nonisolated(nonsending) public func search(_ query: String, before: UInt64?, limit: Int) async throws -> [D.Entry] {
        try await core.host.search(query, before: before, limit: limit).map {
            try Value(json: $0.payload).decode(D.Entry.self)
        }
    }

    nonisolated(nonsending) private func read<Record: Decodable>(
        _ kind: JournalKind, _ cursor: JournalCursor, limit: Int
    ) async throws -> [Record] {
        try await core.host.journal(kind, from: cursor, limit: limit).map {
            try Value(json: $0.payload).decode(Record.self)
        }
    }
}
