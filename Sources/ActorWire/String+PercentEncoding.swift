extension String {
    /// The text with everything but letters, digits and `-._~` percent-encoded (RFC 3986 section 2.3). The result may stand
    /// in a path, in a query and in a token of an HTTP header.
    public var percentEncoded: String {
        var text: [UInt8] = []
        text.reserveCapacity(utf8.count)
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                text.append(byte)
            default:
                text.append(UInt8(ascii: "%"))
                text.append(contentsOf: [byte >> 4, byte & 15].map(Hex.uppercaseDigit))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The text that is percent-encoded here, or nil if a `%` lacks its two digits or the bytes are not UTF-8.
    ///
    /// - Parameter plusIsSpace: whether `+` stands for a space, as in a query that a form wrote.
    public func percentDecoded(plusIsSpace: Bool = false) -> String? {
        let isPlain = utf8.allSatisfy { $0 != UInt8(ascii: "%") && !(plusIsSpace && $0 == UInt8(ascii: "+")) }
        if isPlain { return self }
        var text: [UInt8] = []
        text.reserveCapacity(utf8.count)
        var bytes = utf8.makeIterator()
        while let byte = bytes.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = bytes.next().flatMap(Hex.value), let low = bytes.next().flatMap(Hex.value) else {
                    return nil
                }
                text.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: text.append(UInt8(ascii: " "))
            default: text.append(byte)
            }
        }
        return String(validating: text, as: UTF8.self)
    }
}
