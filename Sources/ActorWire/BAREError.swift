/// Why bytes are not what they should be in BARE.
struct BAREError: Error, Sendable, Hashable {
    /// What is wrong with the bytes.
    enum Problem: Sendable, Hashable {
        case unexpectedEnd
        case trailingBytes
        case unknownVersion(UInt16)
        /// A kind of message that there is not.
        case unknownTag(UInt64)
        /// An integer of more than 64 bits, or with more bytes than it needs.
        case invalidInteger
        /// A truth value that is neither 0 nor 1.
        case invalidBool
        case invalidUTF8
        /// The arguments are something else than an array.
        case noArray
        /// A value in it is not CBOR.
        case content(CBORError)
    }

    /// What is wrong.
    let problem: Problem
    /// The byte at which it was noticed, from 0.
    let offset: Int
}

extension BAREError: CustomStringConvertible {
    var description: String { "invalid BARE at byte \(offset): \(reason)" }

    private var reason: String {
        switch problem {
        case .unexpectedEnd: "it ends too early"
        case .trailingBytes: "something follows the message"
        case .unknownVersion(let version): "version \(version) is not spoken here, only \(BAREReader.version)"
        case .unknownTag(let tag): "unknown tag \(tag)"
        case .invalidInteger: "not an integer of 64 bits"
        case .invalidBool: "a truth value is neither 0 nor 1"
        case .invalidUTF8: "a text is not UTF-8"
        case .noArray: "the args are not an array"
        case .content(let error): "a value in it is \(error)"
        }
    }
}
