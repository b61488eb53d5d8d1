/// What lets somebody into a private room: nine letters and digits in groups of three, `7KD-M4X-PZ2`.
///
/// No two of its symbols look alike: 0, 1, I, L, O and U are not among them, as in Crockford's base 32, which keeps the
/// digits. A random code has 44 bits.
public struct InviteCode: Sendable, Hashable {
    private let symbols: String

    private static let alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
    private static let length = 9
    private static let group = 3

    /// The code that a random number makes. There are a million times as many numbers as codes, so that all codes are as
    /// good as equally likely.
    public init(_ number: UInt64) {
        let alphabet = Array(Self.alphabet)
        let base = UInt64(alphabet.count)
        var rest = number
        symbols = String(
            (0..<Self.length).map { _ in
                defer { rest /= base }
                return alphabet[Int(rest % base)]
            })
    }

    /// Reads a code as people type it: in any case, with or without hyphens and spaces. Nil when it is none.
    public init?(_ text: String) {
        guard text.utf8.count <= Self.length * 4 else { return nil }
        let symbols = text.uppercased().filter { $0 != "-" && $0 != " " }
        guard symbols.count == Self.length, symbols.allSatisfy(Self.alphabet.contains) else { return nil }
        self.symbols = symbols
    }
}

extension InviteCode: CustomStringConvertible {
    public var description: String {
        var groups: [Substring] = []
        var rest = symbols[...]
        while !rest.isEmpty {
            groups.append(rest.prefix(Self.group))
            rest = rest.dropFirst(Self.group)
        }
        return groups.joined(separator: "-")
    }
}

extension InviteCode: Codable {
    public init(from decoder: any Decoder) throws {
        guard let code = InviteCode(try String(from: decoder)) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not an invite code"))
        }
        self = code
    }

    public func encode(to encoder: any Encoder) throws { try description.encode(to: encoder) }
}
