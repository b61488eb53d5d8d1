/// Why bytes are not a value in CBOR.
public struct CBORError: Error, Sendable, Hashable {
    /// What is wrong with the bytes.
    public enum Problem: Sendable, Hashable {
        case unexpectedEnd
        case trailingBytes
        case tooDeep(limit: Int)
        case duplicateName(String)
        /// A map has a key that is not a text.
        case invalidName
        case invalidUTF8
        /// A first byte that RFC 8949 reserves, or a break that ends nothing.
        case invalidHead(UInt8)
        /// A tag that means nothing here.
        case unknownTag(UInt64)
        /// A `["$…", …]` that the RivetKit client protocol does not know, or whose content does not fit it.
        case invalidExtension(String)
    }

    /// What is wrong.
    public let problem: Problem
    /// The byte at which it was noticed, from 0.
    public let offset: Int
}

extension CBORError: CustomStringConvertible {
    public var description: String { "invalid CBOR at byte \(offset): \(reason)" }

    private var reason: String {
        switch problem {
        case .unexpectedEnd: "it ends too early"
        case .trailingBytes: "something follows the value"
        case .tooDeep(let limit): "nested deeper than \(limit) levels"
        case .duplicateName(let name): "the name '\(name.printable(limit: 64))' occurs twice in a map"
        case .invalidName: "a map has a name that is not a text"
        case .invalidUTF8: "a text is not UTF-8"
        case .invalidHead(let byte): "unexpected byte 0x\(String(byte, radix: 16))"
        case .unknownTag(let tag): "unknown tag \(tag)"
        case .invalidExtension(let name): "invalid extension '\(name.printable(limit: 64))'"
        }
    }
}
