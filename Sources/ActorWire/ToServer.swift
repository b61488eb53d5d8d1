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
        let frame = try Frame(json: json, content: Content.init)
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
}

/// What a frame has for any of the tags: its members find their places at once, without an object of them.
private struct Content {
    var id: Value?
    var name: Value?
    var arguments: Value?
    var eventName: Value?
    var subscribe: Value?

    init(_ reader: inout JSONReader) throws(JSONError) {
        reader.skipSpace()
        guard reader.next == UInt8(ascii: "{") else {
            _ = try reader.readValue()
            return
        }
        var others: Set<String> = []
        var duplicate: String?
        try reader.readMembers { (reader, name) throws(JSONError) in
            let value = try reader.readValue()
            let isNew =
                switch name {
                case "id": Self.fill(&id, value)
                case "name": Self.fill(&self.name, value)
                case "args": Self.fill(&arguments, value)
                case "eventName": Self.fill(&eventName, value)
                case "subscribe": Self.fill(&subscribe, value)
                default: others.insert(name).inserted
                }
            if !isNew { duplicate = duplicate ?? name }
        }
        if let duplicate { throw reader.error(.duplicateName(duplicate)) }
    }

    private static func fill(_ place: inout Value?, _ value: Value) -> Bool {
        defer { place = value }
        return place == nil
    }
}
