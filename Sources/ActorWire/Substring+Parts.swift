// Taking headers and addresses apart by their bytes: by characters, as the standard library does it, is many times slower.
extension Substring {
    /// The parts between the separators, empty ones too; the last holds the rest if there would be more than so many.
    func divided(by separator: Unicode.Scalar, atMost count: Int = .max) -> [Substring] {
        utf8.split(separator: UInt8(ascii: separator), maxSplits: count - 1, omittingEmptySubsequences: false)
            .map(Substring.init)
    }

    /// Without spaces and tabs at its ends.
    var withoutSpaceAround: Substring {
        func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        let text = utf8.drop(while: isSpace)
        let end = text.lastIndex { !isSpace($0) }.map(text.index(after:)) ?? text.startIndex
        return Substring(text[..<end])
    }
}
