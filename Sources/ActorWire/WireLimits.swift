/// The sizes that the RivetKit client protocol allows by default.
public enum WireLimits {
    /// The longest message from a client, in bytes.
    public static let incomingMessage = 65_536
    /// The longest message to a client, in bytes.
    public static let outgoingMessage = 1_048_576
    /// The longest connection parameters, in bytes of JSON.
    public static let parameters = 4_096
    /// The longest input of an actor that is created, in bytes of its base64.
    public static let input = 65_536
    /// The longest part of a key, in bytes of UTF-8.
    public static let keyPart = 128
    /// The longest key, in bytes of its control-plane form.
    public static let key = 1_024
    /// The longest name of an actor, an action or an event, in bytes of UTF-8.
    public static let name = 64
    /// The longest reason of a WebSocket close, in bytes of UTF-8 (RFC 6455 section 5.5).
    public static let closeReason = 123
}
