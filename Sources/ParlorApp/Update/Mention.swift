/// Whether a text calls somebody.
enum Mention {
    /// Whether the name stands in the text as a word of its own, in any letter case.
    static func of(_ name: String, in text: String) -> Bool {
        guard !name.isEmpty else { return false }
        if let answer = ofASCII(name, in: text) { return answer }
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

    /// The same by bytes, since every message is asked whenever it is drawn; nil where one of the texts is not ASCII.
    private static func ofASCII(_ name: String, in text: String) -> Bool? {
        let name = Array(name.utf8)
        let answer = text.utf8.withContiguousStorageIfAvailable { text -> Bool? in
            guard name.allSatisfy({ $0 < 0x80 }), text.allSatisfy({ $0 < 0x80 }) else { return nil }
            return of(name, in: text)
        }
        return answer ?? nil
    }

    private static func of(_ name: [UInt8], in text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard name.count <= text.count else { return false }
        return (0...text.count - name.count).contains { start in
            let end = start + name.count
            guard name.indices.allSatisfy({ name[$0].lowercasedASCII == text[start + $0].lowercasedASCII }) else {
                return false
            }
            return (start == 0 || !text[start - 1].isNamePart) && (end == text.count || !text[end].isNamePart)
        }
    }
}

extension Character {
    fileprivate var isNamePart: Bool { isLetter || isNumber || self == "_" }
}

extension UInt8 {
    fileprivate var lowercasedASCII: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }

    fileprivate var isNamePart: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: true
        default: false
        }
    }
}
