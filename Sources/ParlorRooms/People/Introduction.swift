/// What somebody says of themselves who wants to come into a room: the parameters of a connection to it.
public struct Introduction: Codable, Sendable, Hashable {
    /// What they would like to be called.
    public var name: String
    /// A random secret that the client made once and keeps: by it the room knows the person again.
    public var token: String?
    /// The invite code of a private room, for those whom it does not know.
    public var invite: String?

    public init(name: String, token: String? = nil, invite: String? = nil) {
        self.name = name
        self.token = token
        self.invite = invite
    }
}
