// Frames in BARE: what each consists of is known to both sides, so no names are written.

extension ToClient {
    func bare() -> [UInt8] {
        var bytes = [UInt8].bareMessage
        switch self {
        case .initialized(let actorID, let connectionID):
            bytes.append(0)
            bytes.append(bare: actorID)
            bytes.append(bare: connectionID)
        case .error(let error, let actionID):
            bytes.append(1)
            bytes.append(bareFront: error)
            bytes.append(bareOptional: actionID) { $0.append(bare: $1) }
            bytes.append(bareActorOf: error)
        case .actionResponse(let id, let output):
            bytes.append(2)
            bytes.append(bare: id)
            bytes.append(bare: output)
        case .event(let name, let arguments):
            bytes.append(3)
            bytes.append(bare: name)
            bytes.append(bare: .array(arguments))
        }
        return bytes
    }
}

extension ToServer {
    /// In JSON there are three objects around the arguments.
    private static let envelope = 3

    init(bare bytes: [UInt8]) throws(WireError) {
        do {
            self = try BAREReader.read(bytes) { (reader) throws(BAREError) in
                switch try reader.readUInt() {
                case 0:
                    .actionRequest(
                        id: try reader.readUInt(), name: try reader.readText(),
                        arguments: try reader.readArguments(within: Self.envelope))
                case 1: .subscriptionRequest(event: try reader.readText(), subscribe: try reader.readBool())
                case let tag: throw reader.error(.unknownTag(tag))
                }
            }
        } catch {
            throw .invalidBARE("The message is", error)
        }
    }
}

extension WireError {
    /// The body of an HTTP answer.
    func bare() -> [UInt8] {
        var bytes = [UInt8].bareMessage
        bytes.append(bareFront: self)
        bytes.append(bareActorOf: self)
        return bytes
    }
}

extension [UInt8] {
    /// An error up to what differs between frames and answers over HTTP.
    fileprivate mutating func append(bareFront error: WireError) {
        append(bare: error.group)
        append(bare: error.code)
        append(bare: error.message)
        append(bareOptional: error.metadata) { $0.append(bare: $1) }
    }

    fileprivate mutating func append(bareActorOf error: WireError) {
        append(bareOptional: error.actor) { bytes, actor in
            bytes.append(bare: actor.actorID)
            bytes.append(bare: actor.generation)
            bytes.append(bareOptional: actor.key) { $0.append(bare: $1) }
        }
    }
}
