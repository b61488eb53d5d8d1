// Frames in JSON: text, whose envelope is read and written without a tree of it.

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
            bytes.append(answerTo: id)
            output.appendJSON(to: &bytes)
        case .event(let name, let arguments):
            bytes.append(event: name)
            Value.appendJSON(arguments, to: &bytes)
        }
        bytes.append(ascii: "}}}")
    }

    /// The text of an `actionResponse` whose output is encoded already.
    public static func json(answerTo id: UInt64, _ output: EncodedValue) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(output.json.count + 96)
        bytes.append(answerTo: id)
        bytes.append(contentsOf: output.json)
        bytes.append(ascii: "}}}")
        return bytes
    }

    /// The text of an `event` whose arguments are encoded already.
    public static func json(event name: String, _ arguments: [EncodedValue]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(arguments.reduce(name.utf8.count + 64) { $0 + $1.json.count + 1 })
        bytes.append(event: name)
        bytes.append(json: arguments)
        bytes.append(ascii: "}}}")
        return bytes
    }

    /// Reads the text of a frame.
    ///
    /// - Throws: `actor.invalid_request` with a sentence that says what is wrong.
    public init(json: some Collection<UInt8>, limits: JSONLimits = .default) throws(WireError) {
        let frame = try Frame(json: json, limits: limits) { (reader) throws(JSONError) in try reader.readValue() }
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
        try self.init(Frame(json: json, content: Content.init))
    }
}

extension ToServer.Content {
    /// Members find their places at once, without an object of them.
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

extension Frame {
    /// Reads the envelope directly, and the content by `read`. Members that are not known are ignored.
    init(
        json: some Collection<UInt8>, limits: JSONLimits = .default,
        content read: (inout JSONReader) throws(JSONError) -> Content
    ) throws(WireError) {
        var tag: Value?
        var content: Content?
        var hasBody = false
        do {
            try JSONReader.read(json, limits: limits) { (reader) throws(JSONError) in
                try reader.readMembers { (reader, name) throws(JSONError) in
                    guard name == "body" else {
                        _ = try reader.readValue()
                        return
                    }
                    guard !hasBody else { throw reader.error(.duplicateName(name)) }
                    hasBody = true
                    try reader.readMembers { (reader, name) throws(JSONError) in
                        switch name {
                        case "tag" where tag == nil: tag = try reader.readValue()
                        case "val" where content == nil: content = try read(&reader)
                        case let name:
                            _ = try reader.readValue()
                            if name == "tag" || name == "val" { throw reader.error(.duplicateName(name)) }
                        }
                    }
                }
            }
        } catch {
            throw .invalidJSON("The message is", error)
        }
        try self.init(tag: tag, content: content)
    }
}

extension [UInt8] {
    /// The frame up to the output.
    fileprivate mutating func append(answerTo id: UInt64) {
        append(ascii: #"{"body":{"tag":"ActionResponse","val":{"id":"#)
        append(bigInt: id)
        append(ascii: #","output":"#)
    }

    /// The frame up to the arguments.
    fileprivate mutating func append(event name: String) {
        append(ascii: #"{"body":{"tag":"Event","val":{"name":"#)
        append(jsonString: name)
        append(ascii: #","args":"#)
    }
}
