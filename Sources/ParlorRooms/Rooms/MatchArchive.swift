public import ActorDefinition
internal import ActorWire

/// The finished matches of one game room, whose name and id are its key. Rooms alone ask it.
public struct MatchArchive: DurableActor {
    public typealias Entry = MatchRecord

    public struct State: Codable, Sendable, Initial {
        /// The newest last.
        var listings: [Listing] = []

        public init() {}
    }

    struct Listing: Codable, Sendable {
        var result: MatchResult
        /// Where the record stands in the journal.
        var seq: UInt64
    }

    /// How many matches of a room are listed and can be seen again. The journal keeps all as long as the room lives.
    public static let kept = 50

    public init() {}

    /// Clients ask the room, which tells them what they may know.
    public var options: ActorOptions {
        var options = ActorOptions()
        options.acceptsClients = false
        return options
    }

    /// Keeps a match; one that is kept already is not kept again.
    let keep = Job { (c: Context, match: MatchRecord) in try c.keep(match) }
    /// The results of the newest matches, the newest first.
    let results = Job { (c: Context, limit: Int) in
        c.state.listings.suffix(limit).reversed().map(\.result)
    }
    /// One match; nil when it is not kept.
    let match = Job { (c: Context, id: String) in try await c.match(id) }
    /// The room is about to end; the archive ends after it.
    let outlive = Job { (c: Context, room: ActorID) in try c.outlive(room) }
    /// Ends the archive with all that is in it, if the room has ended.
    let end = Job { (c: Context, room: ActorID) in try await c.end(after: room) }
}

extension ActorContext<MatchArchive> {
    func keep(_ match: MatchRecord) throws {
        guard !state.listings.contains(where: { $0.result.id == match.result.id }) else { return }
        try journal.append(match)
        state.listings.append(MatchArchive.Listing(result: match.result, seq: journal.head))
        if state.listings.count > MatchArchive.kept { state.listings.removeFirst() }
    }

    /// Not at once: if the room's end cannot be saved, the room goes on, and so do its matches.
    func outlive(_ room: ActorID) throws {
        guard !schedule.jobs.contains(where: { $0.job == "end" }) else { return }
        try schedule.after(.seconds(600), \.end, room)
    }

    nonisolated(nonsending) func end(after room: ActorID) async throws {
        if (try? await exists(room)) == false { destroy() } else { try outlive(room) }
    }

    nonisolated(nonsending) func match(_ id: String) async throws -> MatchRecord? {
        guard let listing = state.listings.first(where: { $0.result.id == id }) else { return nil }
        return try await journal.page(.after(listing.seq - 1), limit: 1).first
    }
}
