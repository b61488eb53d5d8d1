/// Text of printable ASCII: each byte is a cluster of one column. Nearly all text is, and need not be taken apart.
extension StringProtocol {
    /// Calls `body` with the bytes of the text if it is plain.
    ///
    /// - Returns: Nil for any other text.
    func withPlainBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
        let result = utf8.withContiguousStorageIfAvailable { bytes in
            bytes.allSatisfy { (0x20...0x7E).contains($0) } ? body(bytes) : nil
        }
        return result ?? nil
    }

    /// The number of clusters of a plain text; nil for any other.
    var plainCount: Int? { withPlainBytes(\.count) }
}

extension Glyph {
    /// The glyph of a printable ASCII character.
    static func plain(_ byte: UInt8) -> Glyph { plainGlyphs[Int(byte)] }

    private static let plainGlyphs = (UInt8.min...UInt8.max).map { byte in
        Glyph(character: Character(Unicode.Scalar(byte)), width: 1, kind: .simple)
    }
}
