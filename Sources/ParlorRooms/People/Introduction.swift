/// What somebody says of themselves who wants to come into a room: the parameters of a connection to it.
public struct Introduction: Codable, Sendable, Hashable {
    /// What they would like to be called.
    public var name: String
    /// A random secret that the client made once and keeps: by it the room knows the person again.
    public var token: String?

    public init(name: String, token: String? = nil) {
        self.name = name
        self.token = token
    }
}
