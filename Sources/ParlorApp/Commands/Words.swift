import ParlorRooms

/// The arguments of a command, taken one after the other.
struct Words {
    private(set) var rest: Substring

    init(_ text: Substring) { rest = text.trimmed }

    var isEmpty: Bool { rest.isEmpty }

    /// The next word, if there is one.
    mutating func next() -> String? {
        guard !rest.isEmpty else { return nil }
        let word = rest.prefix { !$0.isWhitespace }
        rest = rest[word.endIndex...].trimmed
        return String(word)
    }

    /// - Throws: That the word is missing.
    mutating func next(_ what: String) throws(CommandError) -> String {
        guard let word = next() else { throw CommandError(message: "\(what) is missing") }
        return word
    }

    /// A duration, if the next word is one.
    ///
    /// - Throws: For a number with nothing behind it: taken for a reason, it would let a sentence hold for good.
    mutating func duration() throws(CommandError) -> Int? {
        let word = rest.prefix { !$0.isWhitespace }
        guard let seconds = DurationText.seconds(word) else {
            guard rest.isEmpty || !rest.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
                throw CommandError(message: "\(rest) lacks its unit, as in \(rest)m or \(rest)h")
            }
            return nil
        }
        rest = rest[word.endIndex...].trimmed
        return seconds
    }

    /// A duration, or `off`, which is nil.
    ///
    /// - Throws: That it is neither.
    mutating func pause() throws(CommandError) -> Int? {
        guard rest.lowercased() != "off" else { return nil }
        guard let seconds = try duration() else { throw CommandError(message: "a time or “off” is missing") }
        return seconds
    }

    /// All that is left; nil when nothing is.
    mutating func text() -> String? {
        defer { rest = "" }
        return rest.isEmpty ? nil : String(rest)
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        guard let first = firstIndex(where: { !$0.isWhitespace }),
            let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return self[first...last]
    }
}
