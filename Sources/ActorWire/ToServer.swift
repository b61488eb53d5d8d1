/// A message from a client to the server (RivetKit client protocol, version 4).
public enum ToServer: Sendable, Hashable {
    case actionRequest(id: UInt64, name: String, arguments: [Value])
    /// Begins or ends the receipt of an event's broadcasts. It has no reply.
    case subscriptionRequest(event: String, subscribe: Bool)
}

extension ToServer {
    /// The text of the frame.
    public func json() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256)
        switch self {
        case .actionRequest(let id, let name, let arguments):
            bytes.append(ascii: #"{"body":{"tag":"ActionRequest","val":{"id":"#)
            bytes.append(bigInt: id)
            bytes.append(ascii: #","name":"#)
            bytes.append(jsonString: name)
            bytes.append(ascii: #","args":"#)
            Value.appendJSON(arguments, to: &bytes)
        case .subscriptionRequest(let event, let subscribe):
            bytes.append(ascii: #"{"body":{"tag":"SubscriptionRequest","val":{"eventName":"#)
            bytes.append(jsonString: event)
            bytes.append(ascii: #","subscribe":"#)
            bytes.append(ascii: subscribe ? "true" : "false")
        }
        bytes.append(ascii: "}}}")
        return bytes
    }

    /// Reads the text of a frame, which nobody vouches for. An id may also be a plain number.
    ///
    /// - Throws: `actor.invalid_request` with a sentence that says what is wrong.
    public init(json: some Collection<UInt8>) throws(WireError) {
        let frame = try Frame(json: json)
        switch frame.tag {
        case "ActionRequest":
            guard let id = frame.content["id"]?.uint64 else { throw frame.invalid("an integer id") }
            guard let name = frame.content["name"]?.string, case .array(let arguments) = frame.content["args"]
            else { throw frame.invalid("a name and an array of args") }
            self = .actionRequest(id: id, name: name, arguments: arguments)
        case "SubscriptionRequest":
            guard let event = frame.content["eventName"]?.string, let subscribe = frame.content["subscribe"]?.bool
            else { throw frame.invalid("an eventName and a boolean subscribe") }
            self = .subscriptionRequest(event: event, subscribe: subscribe)
        default: throw .invalidRequest("The message has an unknown tag '\(frame.tag.printable(limit: 64))'")
        }
    }
}
