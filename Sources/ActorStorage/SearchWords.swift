/// The words of a person's query, each of which may be the beginning of a word: in scripts without spaces between words
/// nothing else would be found. They are data: none of them is an operator of the index's query language.
struct SearchWords {
    /// More words than these are not looked for.
    static let limit = 32

    /// The query as the index reads it; nil when there is no word in it.
    let pattern: String?

    init(_ query: String) {
        let words = query.unicodeScalars.split { $0.properties.isWhitespace || $0 == "\0" }
            .filter { $0.contains(where: Self.isIndexed) }
            .prefix(Self.limit)
            .map { "\"" + String($0).replacing("\"", with: "\"\"") + "\"*" }
        pattern = words.isEmpty ? nil : words.joined(separator: " ")
    }

    /// Whether the index's tokenizer keeps this character. A word without any would match nothing.
    private static func isIndexed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .privateUse:
            true
        default: false
        }
    }
}
