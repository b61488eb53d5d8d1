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

    /// Steps over the rest of `["$BigInt","7"]` behind the bracket, if this is what stands here: every id is written so, and
    /// one of at most 18 digits without spaces needs no strings.
    mutating func readShortBigInt() -> Int64? {
        let front: StaticString = #""$BigInt",""#
        let digits = position + front.utf8CodeUnitCount
        guard digits < input.count else { return nil }
        for offset in 0..<front.utf8CodeUnitCount where input[position + offset] != front.utf8Start[offset] {
            return nil
        }
        var end = digits
        var number: Int64 = 0
        while end < input.count, end < digits + 18, case let digit = input[end] &- UInt8(ascii: "0"), digit < 10 {
            number = number * 10 + Int64(digit)
            end += 1
        }
        guard end > digits, input[digits] != UInt8(ascii: "0") || end == digits + 1, end + 1 < input.count,
            input[end] == UInt8(ascii: "\""), input[end + 1] == UInt8(ascii: "]")
        else { return nil }
        position = end + 2
        return number
    }

    private static func signed(_ magnitude: UInt64, _ isNegative: Bool) -> Int64? {
        guard isNegative else { return Int64(exactly: magnitude) }
        if magnitude == 0 { return nil }
        return magnitude == Int64.min.magnitude ? .min : Int64(exactly: magnitude).map(-)
    }
}
