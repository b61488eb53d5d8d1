import ActorWire

extension [UInt8] {
    /// The bytes as text, for comparison with a literal.
    var text: String { String(decoding: self, as: UTF8.self) }
}

extension Value {
    /// The value of a JSON literal.
    init(text: String) throws(JSONError) { try self.init(json: Array(text.utf8)) }
}
