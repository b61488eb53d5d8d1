import ActorWire

extension [UInt8] {
    /// The bytes as text, for comparison with a literal.
    var text: String { String(decoding: self, as: UTF8.self) }
}

extension Value {
    /// The value of a JSON literal.
    init(text: String) throws(JSONError) { try self.init(json: Array(text.utf8)) }
}

extension [UInt8] {
    /// The bytes of a literal in hexadecimal digits, with spaces or without.
    init(hex: String) {
        let digits = hex.filter { $0 != " " }.map { $0 }
        self = stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
    }

    /// The bytes in hexadecimal digits, for comparison with a literal.
    var hex: String { map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}
