// Frames in CBOR: the objects of JSON as maps, with ids in eight bytes.

extension ToClient {
    func cbor() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256)
        switch self {
        case .initialized(let actorID, let connectionID):
            bytes.append(cborFrame: "Init", members: 2)
            bytes.append(cborText: "actorId")
            bytes.append(cborText: actorID)
            bytes.append(cborText: "connectionId")
            bytes.append(cborText: connectionID)
        case .error(let error, let actionID):
            bytes.append(cborFrame: "Error", members: error.memberCount + 1)
            error.appendCBORMembers(to: &bytes)
            bytes.append(cborText: "actionId")
            if let actionID { bytes.append(cborBigInt: actionID) } else { Value.null.appendCBOR(to: &bytes) }
        case .actionResponse(let id, let output):
            bytes.append(cborFrame: "ActionResponse", members: 2)
            bytes.append(cborText: "id")
            bytes.append(cborBigInt: id)
            bytes.append(cborText: "output")
            output.appendCBOR(to: &bytes)
        case .event(let name, let arguments):
            bytes.append(cborFrame: "Event", members: 2)
            bytes.append(cborText: "name")
            bytes.append(cborText: name)
            bytes.append(cborText: "args")
            Value.array(arguments).appendCBOR(to: &bytes)
        }
        return bytes
    }
}

extension ToServer {
    init(cbor bytes: [UInt8]) throws(WireError) {
        let frame: Value
        do {
            frame = try Value(cbor: bytes)
        } catch {
            throw .invalidCBOR("The message is", error)
        }
        let body = frame["body"]
        try self.init(Frame(tag: body?["tag"], content: body?["val"].map(Content.init)))
    }
}

extension ToServer.Content {
    fileprivate init(_ value: Value) {
        self.init(
            id: value["id"], name: value["name"], arguments: value["args"], eventName: value["eventName"],
            subscribe: value["subscribe"])
    }
}

extension WireError {
    /// The body of an HTTP answer.
    func cbor() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(cborMap: memberCount)
        appendCBORMembers(to: &bytes)
        return bytes
    }

    fileprivate var memberCount: Int { 3 + (metadata == nil ? 0 : 1) + (actor == nil ? 0 : 1) }

    fileprivate func appendCBORMembers(to bytes: inout [UInt8]) {
        for (name, text) in [("group", group), ("code", code), ("message", message)] {
            bytes.append(cborText: name)
            bytes.append(cborText: text)
        }
        if let metadata {
            bytes.append(cborText: "metadata")
            metadata.appendCBOR(to: &bytes)
        }
        guard let actor else { return }
        bytes.append(cborText: "actor")
        bytes.append(cborMap: actor.key == nil ? 2 : 3)
        bytes.append(cborText: "actorId")
        bytes.append(cborText: actor.actorID)
        bytes.append(cborText: "generation")
        bytes.append(cborBigInt: actor.generation)
        guard let key = actor.key else { return }
        bytes.append(cborText: "key")
        bytes.append(cborText: key)
    }
}

extension [UInt8] {
    /// The frame up to the members of its `val`.
    fileprivate mutating func append(cborFrame tag: String, members: Int) {
        append(cborMap: 1)
        append(cborText: "body")
        append(cborMap: 2)
        append(cborText: "tag")
        append(cborText: tag)
        append(cborText: "val")
        append(cborMap: members)
    }
}
