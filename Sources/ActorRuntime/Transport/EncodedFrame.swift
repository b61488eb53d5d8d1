public import ActorWire
import Synchronization

/// A frame that leaves an actor, encoded once for every encoding that its receivers use.
public struct EncodedFrame: Sendable {
    /// The text of the frame in JSON.
    public let json: [UInt8]
    /// What it is in other encodings, when many may need it.
    private let translations: Translations?
    /// Whether the transport leaves it out for a client for which bytes wait that the kernel has not taken. All other
    /// frames reach such a client in their order.
    public let isDroppable: Bool

    public init(_ frame: ToClient, isDroppable: Bool = false) {
        json = frame.json()
        translations = nil
        self.isDroppable = isDroppable
    }

    /// The answer to an action.
    public init(answerTo action: UInt64, _ output: EncodedValue) {
        json = ToClient.json(answerTo: action, output)
        translations = nil
        isDroppable = false
    }

    /// An event.
    ///
    /// - Parameter isTranslated: Whether some of those who may get it have another encoding than JSON.
    public init(
        event: String, _ arguments: [EncodedValue], isDroppable: Bool = false, isTranslated: Bool = false
    ) {
        json = ToClient.json(event: event, arguments)
        translations = isTranslated ? Translations() : nil
        self.isDroppable = isDroppable
    }

    /// The frame in an encoding; nil when it is nested too deep to be translated.
    public func bytes(in encoding: WireEncoding) -> [UInt8]? {
        if encoding == .json { return json }
        guard let translations else { return ToClient.translated(json, to: encoding) }
        return translations.bytes(of: json, in: encoding)
    }
}

/// What a frame for many is beside JSON: made when the first receiver on any thread needs it, and shared by the others.
private final class Translations: Sendable {
    private let made = Mutex<[WireEncoding: [UInt8]]>([:])

    func bytes(of json: [UInt8], in encoding: WireEncoding) -> [UInt8]? {
        made.withLock { made in
            if made[encoding] == nil { made[encoding] = ToClient.translated(json, to: encoding) }
            return made[encoding]
        }
    }
}
