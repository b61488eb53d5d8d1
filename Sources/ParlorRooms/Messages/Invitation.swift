/// What somebody needs to enter a private room: the answer to `invite`.
public struct Invitation: Codable, Sendable, Hashable {
    /// The name of the room.
    public var room: String
    public var code: InviteCode

    public init(room: String, code: InviteCode) {
        self.room = room
        self.code = code
    }
}
