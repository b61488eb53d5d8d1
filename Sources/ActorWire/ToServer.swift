/// A message from a client to the server (RivetKit client protocol, version 4).
public enum ToServer: Sendable, Hashable {
    case actionRequest(id: UInt64, name: String, arguments: [Value])
    /// Begins or ends the receipt of an event's broadcasts. It has no reply.
    case subscriptionRequest(event: String, subscribe: Bool)
}

extension ToServer {
    /// Reads the bytes of a frame, which nobody vouches for.
    ///
    /// - Throws: `actor.invalid_request` with a sentence that says what is wrong.
    public init(_ bytes: [UInt8], in encoding: WireEncoding) throws(WireError) {
        switch encoding {
        case .json: try self.init(json: bytes)
        case .cbor: try self.init(cbor: bytes)
        case .bare: try self.init(bare: bytes)
        }
    }

    /// What the members of a frame mean. An id may be any integer, however it is written.
    init(_ frame: Frame<Content>) throws(WireError) {
        let content = frame.content
        switch frame.tag {
        case "ActionRequest":
            guard let id = content.id?.uint64 else { throw frame.invalid("an integer id") }
            guard let name = content.name?.string, case .array(let arguments) = content.arguments
            else { throw frame.invalid("a name and an array of args") }
            self = .actionRequest(id: id, name: name, arguments: arguments)
        case "SubscriptionRequest":
            guard let event = content.eventName?.string, let subscribe = content.subscribe?.bool
            else { throw frame.invalid("an eventName and a boolean subscribe") }
            self = .subscriptionRequest(event: event, subscribe: subscribe)
        default: throw .invalidRequest("The message has an unknown tag '\(frame.tag.printable(limit: 64))'")
        }
    }

    /// What a frame has for any of the tags.
    struct Content {
        var id: Value?
        var name: Value?
        var arguments: Value?
        var eventName: Value?
        var subscribe: Value?
    }
}
