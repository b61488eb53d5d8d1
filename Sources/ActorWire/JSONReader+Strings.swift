extension JSONReader {
    /// A string at its opening quote (RFC 8259 section 7).
    mutating func readString() throws(JSONError) -> String {
        guard next == UInt8(ascii: "\"") else { throw unexpected() }
        position += 1
        let start = position
        try skipPlain()
        if next == UInt8(ascii: "\"") {
            defer { position += 1 }
            return try string(UnsafeBufferPointer(rebasing: input[start..<position]))
        }
        var text = [UInt8](input[start..<position])
        while next != UInt8(ascii: "\"") {
            try readEscape(to: &text)
            let run = position
            try skipPlain()
            text.append(contentsOf: input[run..<position])
        }
        defer { position += 1 }
        return try text.withUnsafeBufferPointer { (bytes) throws(JSONError) in try string(bytes) }
    }

    private func string(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) -> String {
        guard let text = try? UTF8Span(validating: bytes.span) else { throw error(.invalidUTF8) }
        return String(copying: text)
    }

    /// Steps over what stands for itself, up to a quote or a backslash.
    private mutating func skipPlain() throws(JSONError) {
        while position < input.count {
            let byte = input[position]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return }
            if byte < 0x20 { throw error(.controlCharacter) }
            position += 1
        }
        throw error(.unexpectedEnd)
    }

    private mutating func readEscape(to text: inout [UInt8]) throws(JSONError) {
        position += 1
        guard let letter = next else { throw error(.unexpectedEnd) }
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            position += 1
            text.append(contentsOf: UTF8.encode(try readScalar()) ?? UTF8.encodedReplacementCharacter)
            return
        default: throw error(.invalidEscape)
        }
        position += 1
    }

    /// The scalar of one `\u` escape, or of two that form a surrogate pair.
    private mutating func readScalar() throws(JSONError) -> Unicode.Scalar {
        let first = try readCodeUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard UTF16.isLeadSurrogate(first), next == UInt8(ascii: "\\") else { throw error(.loneSurrogate) }
        position += 1
        guard next == UInt8(ascii: "u") else { throw error(.loneSurrogate) }
        position += 1
        let second = try readCodeUnit()
        guard UTF16.isTrailSurrogate(second) else { throw error(.loneSurrogate) }
        return UTF16.decode(UTF16.EncodedScalar([first, second]))
    }

    private mutating func readCodeUnit() throws(JSONError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = next else { throw error(.unexpectedEnd) }
            guard let digit = Hex.value(byte) else { throw error(.invalidEscape) }
            unit = unit << 4 | UInt16(digit)
            position += 1
        }
        return unit
    }
}
