/// Whether a text calls somebody.
enum Mention {
    /// Whether the name stands in the text as a word of its own, in any letter case.
    static func of(_ name: String, in text: String) -> Bool {
        guard !name.isEmpty else { return false }
        let text = text.lowercased()
        let name = name.lowercased()
        var start = text.startIndex
        while let range = text[start...].firstRange(of: name) {
            let before = range.lowerBound > text.startIndex ? text[text.index(before: range.lowerBound)] : " "
            let after = range.upperBound < text.endIndex ? text[range.upperBound] : " "
            if !before.isNamePart, !after.isNamePart { return true }
            start = text.index(after: range.lowerBound)
        }
        return false
    }
}

extension Character {
    fileprivate var isNamePart: Bool { isLetter || isNumber || self == "_" }
}
