/// How the messages of a connection are written, and the bodies of actions that are called over HTTP: the client chooses.
public enum WireEncoding: String, Sendable, Hashable, Codable, CaseIterable {
    /// RFC 8259, in text messages.
    case json
    /// RFC 8949, in binary messages.
    case cbor
    /// The default of RivetKit's clients, in binary messages: a schema that both sides know, around values in CBOR.
    case bare
}
