/// What may wait for an actor; more is refused.
public struct MailboxLimits: Sendable, Hashable {
    /// Messages, over all its connections. Default 65,536.
    public var messages = 65_536
    /// Their length in bytes on the wire. Default 64 MiB.
    public var bytes = 64 << 20
    /// Messages of one connection. Default 1,024.
    public var messagesPerConnection = 1_024
    /// Their length. Default 4 MiB.
    public var bytesPerConnection = 4 << 20

    public init() {}
}
