extension WordRace {
    /// The words that are drawn and that may be guessed, in alphabetical order.
    public static let words: [String] = {
        let bytes = Array(letters.utf8)
        return stride(from: 0, to: bytes.count, by: 5).map { String(decoding: bytes[$0..<$0 + 5], as: UTF8.self) }
    }()

    private static let known = Set(words)

    /// The same words, unpacked.
    static let unpacked = words.map(Letters.init)

    /// Whether a word may be guessed.
    public static func isKnown(_ word: String) -> Bool { known.contains(word) }

    static func isWordLike(_ text: String) -> Bool {
        text.utf8.count == 5 && text.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
    }

    static let solved = "GGGGG"

    /// A mark for each letter of a guess: `G` at its place, `Y` elsewhere, `.` absent. A letter of the word answers for
    /// one letter of the guess: those at their place first, then from the left.
    public static func marks(of guess: String, against word: String) -> String {
        String(decoding: Pattern(of: Letters(guess), against: Letters(word)).bytes, as: UTF8.self)
    }

    /// A word unpacked, for those who compare many.
    struct Letters {
        let bytes: SIMD8<UInt8>

        init(_ word: String) {
            var bytes = SIMD8<UInt8>()
            for (index, byte) in zip(0..<5, word.utf8) { bytes[index] = byte }
            self.bytes = bytes
        }
    }

    /// The marks of a guess, as a number with a digit for each letter.
    struct Pattern: Hashable {
        static let count = 243

        private(set) var code = 0

        init(of guess: Letters, against word: Letters) {
            var spent = 0
            var digits = SIMD8<UInt8>()
            for place in 0..<5 where guess.bytes[place] == word.bytes[place] {
                digits[place] = 2
                spent |= 1 << place
            }
            for place in 0..<5 where digits[place] == 0 {
                for other in 0..<5 where spent & 1 << other == 0 && guess.bytes[place] == word.bytes[other] {
                    digits[place] = 1
                    spent |= 1 << other
                    break
                }
            }
            for place in 0..<5 { code = code * 3 + Int(digits[place]) }
        }

        /// Reads marks; what is no mark is taken for an absent letter.
        init(_ marks: String) {
            for mark in marks.utf8.prefix(5) {
                code = code * 3 + (mark == UInt8(ascii: "G") ? 2 : mark == UInt8(ascii: "Y") ? 1 : 0)
            }
        }

        /// The marks as they are written.
        var bytes: [UInt8] {
            var rest = code
            var bytes: [UInt8] = []
            for _ in 0..<5 {
                bytes.append([UInt8(ascii: "."), UInt8(ascii: "Y"), UInt8(ascii: "G")][rest % 3])
                rest /= 3
            }
            return bytes.reversed()
        }
    }
}
