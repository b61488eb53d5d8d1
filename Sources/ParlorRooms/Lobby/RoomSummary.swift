public import ActorWire

/// A room as the lobby lists it.
public struct RoomSummary: Codable, Sendable, Hashable, Identifiable {
    public var name: String
    public var topic: String
    /// How many people are in it.
    public var members: Int
    /// When something was last said or played in it, or it was made.
    public var active: Timestamp
    public var created: Timestamp
    /// The game in it; absent in a chat room.
    public var game: GameSummary?

    public var kind: RoomKind { game == nil ? .chat : .game }
    public var id: String { name }

    public init(
        name: String, topic: String = "", members: Int = 0, active: Timestamp, created: Timestamp,
        game: GameSummary? = nil
    ) {
        self.name = name
        self.topic = topic
        self.members = members
        self.active = active
        self.created = created
        self.game = game
    }

    /// Whether a room is better to watch than another: one in which a match is under way, then the one with more
    /// watchers, then the one in which something happened last.
    public static func isBetterToWatch(_ a: RoomSummary, than b: RoomSummary) -> Bool {
        if a.isPlaying != b.isPlaying { return a.isPlaying }
        let watchers = (a.game?.watchers ?? 0, b.game?.watchers ?? 0)
        if watchers.0 != watchers.1 { return watchers.0 > watchers.1 }
        return a.active == b.active ? a.name < b.name : a.active > b.active
    }

    /// Whether a match is under way in it.
    public var isPlaying: Bool { game?.phase == .playing }
}
