extension JSONReader {
    /// A number (RFC 8259 section 6). One without fraction and exponent that fits is an `int`; minus zero is a double, so
    /// that its sign is kept.
    mutating func readNumber() throws(JSONError) -> Value {
        let start = position
        let isNegative = next == UInt8(ascii: "-")
        if isNegative { position += 1 }
        let digits = position
        let magnitude = try readDigits()
        if input[digits] == UInt8(ascii: "0"), position > digits + 1 { throw error(.invalidNumber) }
        if next != UInt8(ascii: "."), next != UInt8(ascii: "e"), next != UInt8(ascii: "E") {
            if let magnitude, let value = Self.signed(magnitude, isNegative) { return .int(value) }
        } else {
            try readFractionAndExponent()
        }
        guard let text = String(validating: input[start..<position], as: UTF8.self), let value = Double(text) else {
            throw error(.invalidNumber)
        }
        guard value.isFinite else { throw error(.numberOutOfRange) }
        return .double(value)
    }

    /// Steps over at least one digit. The number they form, or nil if it exceeds 64 bits.
    private mutating func readDigits() throws(JSONError) -> UInt64? {
        let start = position
        var number: UInt64? = 0
        while let byte = next, byte &- UInt8(ascii: "0") < 10 {
            if let known = number {
                let (tens, isTooLarge) = known.multipliedReportingOverflow(by: 10)
                let (sum, isTooLargeStill) = tens.addingReportingOverflow(UInt64(byte - UInt8(ascii: "0")))
                number = isTooLarge || isTooLargeStill ? nil : sum
            }
            position += 1
        }
        guard position > start else { throw error(.invalidNumber) }
        return number
    }

    private mutating func readFractionAndExponent() throws(JSONError) {
        if next == UInt8(ascii: ".") {
            position += 1
            _ = try readDigits()
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            position += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
            _ = try readDigits()
        }
    }

    private static func signed(_ magnitude: UInt64, _ isNegative: Bool) -> Int64? {
        guard isNegative else { return Int64(exactly: magnitude) }
        if magnitude == 0 { return nil }
        return magnitude == Int64.min.magnitude ? .min : Int64(exactly: magnitude).map(-)
    }
}
