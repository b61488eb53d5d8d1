/// What a room is for.
public enum RoomKind: String, Codable, Sendable, Hashable, CaseIterable {
    case chat, game
}

/// A room that somebody asked the lobby for by its invite code.
public struct FoundRoom: Codable, Sendable, Hashable {
    public var name: String
    public var kind: RoomKind

    public init(name: String, kind: RoomKind) {
        self.name = name
        self.kind = kind
    }
}
