extension Value {
    /// What `["$name", content]` stands for in the RivetKit client protocol, or nil if the name is unknown or the content
    /// does not fit. A second `$` marks an ordinary array whose first element begins with `$`.
    init?(extension name: String, _ content: Value) {
        switch (name, content) {
        case (_, _) where name.utf8.dropFirst().first == UInt8(ascii: "$"):
            self = .array([.string(String(name.dropFirst())), content])
        case ("$Undefined", .int(0)): self = .undefined
        case ("$Set", .array(let elements)): self = .set(elements)
        case ("$BigInt", .string(let digits)):
            guard let value = Value(decimal: digits) else { return nil }
            self = value
        case ("$ArrayBuffer", .string(let text)), ("$Uint8Array", .string(let text)):
            guard let bytes = Base64.decode(text) else { return nil }
            self = .bytes(bytes)
        default: return nil
        }
    }

    /// An integer in decimal, as JavaScript prints a `BigInt`; nil for any other spelling.
    private init?(decimal: String) {
        if let value = Int64(decimal) {
            guard decimal == String(value) else { return nil }
            self = .int(value)
            return
        }
        let digits = decimal.utf8.first == UInt8(ascii: "-") ? decimal.utf8.dropFirst() : decimal.utf8[...]
        guard let first = digits.first, first != UInt8(ascii: "0"),
            digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        self = .bigInt(decimal)
    }
}
