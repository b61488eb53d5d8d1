/// Why bytes are not a JSON value.
public struct JSONError: Error, Sendable, Hashable {
    /// What is wrong with a text.
    public enum Problem: Sendable, Hashable {
        case unexpectedEnd
        /// A byte that cannot stand here.
        case unexpectedByte(UInt8)
        case trailingBytes
        case tooDeep(limit: Int)
        case duplicateName(String)
        case invalidUTF8
        case controlCharacter
        case invalidEscape
        /// A surrogate without its other half.
        case loneSurrogate
        case invalidNumber
        /// A number beyond the range of a double.
        case numberOutOfRange
        /// A `["$…", …]` that the RivetKit client protocol does not know, or whose content does not fit it.
        case invalidExtension(String)
    }

    /// What is wrong.
    public let problem: Problem
    /// The byte at which it was noticed, from 0.
    public let offset: Int
}

extension JSONError: CustomStringConvertible {
    public var description: String { "invalid JSON at byte \(offset): \(reason)" }

    private var reason: String {
        switch problem {
        case .unexpectedEnd: "it ends too early"
        case .unexpectedByte(let byte):
            (0x21...0x7E).contains(byte)
                ? "unexpected '\(Character(Unicode.Scalar(byte)))'" : "unexpected byte 0x\(String(byte, radix: 16))"
        case .trailingBytes: "something follows the value"
        case .tooDeep(let limit): "nested deeper than \(limit) levels"
        case .duplicateName(let name): "the name '\(name.printable(limit: 64))' occurs twice in an object"
        case .invalidUTF8: "a string is not UTF-8"
        case .controlCharacter: "a string holds an unescaped control character"
        case .invalidEscape: "a string holds an unknown escape"
        case .loneSurrogate: "a string holds half of a surrogate pair"
        case .invalidNumber: "not a number"
        case .numberOutOfRange: "the number is too large"
        case .invalidExtension(let name): "invalid extension '\(name.printable(limit: 64))'"
        }
    }
}

/// What a JSON text may cost. Its length in bytes is for the transport to bound.
public struct JSONLimits: Sendable, Hashable {
    /// The most arrays and objects that may stand within each other; at most 512.
    public let depth: Int

    /// - Parameter depth: 64 if not given.
    public init(depth: Int = 64) {
        self.depth = min(max(depth, 0), 512)
    }

    /// What is read where nothing else is said.
    public static let `default` = JSONLimits()

    /// For what was written here. Strangers' values are read to a lesser depth, but handlers may make deeper ones.
    static let own = JSONLimits(depth: 512)
}
