internal import ActorWire

/// What a room tells the lobby of itself.
struct RoomReport: Codable, Sendable, Hashable {
    var name: String
    var topic = ""
    var members = 0
    /// When something last happened in it; nil for never.
    var active: Timestamp?
    /// The game in it; nil in a chat room.
    var game: GameSummary?
    /// From where the room was made, when a client did.
    var creator: AddressRange?
    /// The code by which a private room is found; nil for a public one.
    var invite: InviteCode?

    var kind: RoomKind { game == nil ? .chat : .game }
}
