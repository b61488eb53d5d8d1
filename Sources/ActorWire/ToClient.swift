/// A message from the server to a client (RivetKit client protocol, version 4).
public enum ToClient: Sendable, Hashable {
    /// The first message of a connection that was accepted.
    case initialized(actorID: String, connectionID: String)
    /// An action failed; without an id: the connection.
    case error(WireError, actionID: UInt64?)
    case actionResponse(id: UInt64, output: Value)
    case event(name: String, arguments: [Value])
}

extension ToClient {
    /// The text of the frame.
    public func json() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256)
        appendJSON(to: &bytes)
        return bytes
    }

    /// Appends the text of the frame to a buffer.
    public func appendJSON(to bytes: inout [UInt8]) {
        switch self {
        case .initialized(let actorID, let connectionID):
            bytes.append(ascii: #"{"body":{"tag":"Init","val":{"actorId":"#)
            bytes.append(jsonString: actorID)
            bytes.append(ascii: #","connectionId":"#)
            bytes.append(jsonString: connectionID)
        case .error(let error, let actionID):
            bytes.append(ascii: #"{"body":{"tag":"Error","val":{"#)
            error.appendMembers(to: &bytes)
            bytes.append(ascii: #","actionId":"#)
            if let actionID { bytes.append(bigInt: actionID) } else { bytes.append(ascii: "null") }
        case .actionResponse(let id, let output):
            bytes.append(ascii: #"{"body":{"tag":"ActionResponse","val":{"id":"#)
            bytes.append(bigInt: id)
            bytes.append(ascii: #","output":"#)
            output.appendJSON(to: &bytes)
        case .event(let name, let arguments):
            bytes.append(ascii: #"{"body":{"tag":"Event","val":{"name":"#)
            bytes.append(jsonString: name)
            bytes.append(ascii: #","args":"#)
            Value.appendJSON(arguments, to: &bytes)
        }
        bytes.append(ascii: "}}}")
    }

    /// Reads the text of a frame.
    ///
    /// - Throws: `actor.invalid_request` with a sentence that says what is wrong.
    public init(json: some Collection<UInt8>) throws(WireError) {
        let frame = try Frame(json: json)
        switch frame.tag {
        case "Init":
            guard let actorID = frame.content["actorId"]?.string, let id = frame.content["connectionId"]?.string
            else { throw frame.invalid("an actorId and a connectionId") }
            self = .initialized(actorID: actorID, connectionID: id)
        case "Error":
            guard let error = WireError(frame.content) else { throw frame.invalid("group, code and message") }
            let id = frame.content["actionId"] ?? .null
            guard id.isNull || id.uint64 != nil else { throw frame.invalid("an actionId that is an integer or null") }
            self = .error(error, actionID: id.uint64)
        case "ActionResponse":
            guard let id = frame.content["id"]?.uint64 else { throw frame.invalid("an integer id") }
            self = .actionResponse(id: id, output: frame.content["output"] ?? .undefined)
        case "Event":
            guard let name = frame.content["name"]?.string, case .array(let arguments) = frame.content["args"]
            else { throw frame.invalid("a name and an array of args") }
            self = .event(name: name, arguments: arguments)
        default: throw .invalidRequest("The message has an unknown tag '\(frame.tag.printable(limit: 64))'")
        }
    }
}
