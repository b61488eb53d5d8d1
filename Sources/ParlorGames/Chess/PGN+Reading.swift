extension Chess.PGN {
    /// Reads the first game of a text in Portable Game Notation (PGN Standard, "import format"). Comments, annotations and
    /// variations are passed over. Where the moves do not say how it ended, the result and the tag Termination do: the loser
    /// has given up, run out of time or left, or a draw was agreed.
    ///
    /// - Parameter text: At most 256 KiB.
    /// - Throws: ``Rejection``: `pgn`, or why a move is not legal. A game that went on after a third repetition or fifty
    ///   moves, which here end a match, is refused too.
    public init(reading text: String) throws(Rejection) {
        guard text.utf8.count <= 256 * 1024 else { throw Rejection("pgn", "the text is longer than 256 KiB") }
        var words = PGNWords(text)
        var tags: [(name: String, value: String)] = []
        while let tag = words.nextTag() { tags.append(tag) }
        func value(_ name: String) -> String? { tags.first { $0.name == name }?.value }

        let cause = Self.terminations.first { $0.value == value("Termination") }?.key ?? .gaveUp
        var match = try Match<Chess>(seed: 0, seats: 2, options: Chess.Options(fen: value("FEN")))
        while let word = words.next() {
            if try match.end(by: word, for: cause) { break }
            try match.play(san: word)
        }
        guard match.revision > 0 || !tags.isEmpty else { throw Rejection("pgn", "there is no game in the text") }
        self.init(match.record)
        event = value("Event") ?? event
        site = value("Site") ?? site
        date = value("Date") ?? date
        round = value("Round") ?? round
        white = value("White") ?? white
        black = value("Black") ?? black
    }
}

extension Match<Chess> {
    fileprivate mutating func play(san: String) throws(Rejection) {
        let position = state.position
        do throws(Rejection) {
            guard outcome == nil else { throw Rejection.over }
            try play(try position.move(san: san), by: position.toMove.seat)
        } catch {
            let dots = position.toMove == .white ? "." : "..."
            throw Rejection(error.code, "\(position.number)\(dots) \(san.prefix(12)): \(error.message)")
        }
    }

    /// Whether the word is the result, which ends a match that has not ended by itself.
    fileprivate mutating func end(by word: String, for cause: Forfeit) throws(Rejection) -> Bool {
        guard ["1-0", "0-1", "1/2-1/2", "*"].contains(word) else { return false }
        guard outcome == nil else { return true }
        switch word {
        case "1-0": try forfeit(Chess.Side.black.seat, for: cause)
        case "0-1": try forfeit(Chess.Side.white.seat, for: cause)
        case "1/2-1/2": try agreeDraw()
        default: break
        }
        return true
    }
}

/// The words of a PGN text, one after the other.
private struct PGNWords {
    private var rest: Substring.UnicodeScalarView

    init(_ text: String) { rest = Substring(text).unicodeScalars }

    /// The tag that comes next; nil when something else does.
    mutating func nextTag() -> (name: String, value: String)? {
        skipBlanks()
        guard rest.first == "[" else { return nil }
        rest.removeFirst()
        skipBlanks()
        let name = take { !$0.properties.isWhitespace && $0 != "\"" && $0 != "]" }
        skipBlanks()
        var value = ""
        if rest.first == "\"" {
            rest.removeFirst()
            while let scalar = rest.popFirst(), scalar != "\"" {
                value.unicodeScalars.append(scalar == "\\" ? rest.popFirst() ?? scalar : scalar)
            }
        }
        _ = take { $0 != "]" }
        _ = rest.popFirst()
        return (name, value)
    }

    /// The next move or result.
    mutating func next() -> String? {
        var depth = 0
        while true {
            skipBlanks()
            guard let first = rest.first else { return nil }
            switch first {
            case "(", ")":
                depth = max(depth + (first == "(" ? 1 : -1), 0)
                rest.removeFirst()
            case "}", "[", "]": rest.removeFirst()
            default:
                let word = withoutNumber(take { !$0.properties.isWhitespace && !"{}();[]".unicodeScalars.contains($0) })
                if depth == 0, !word.isEmpty, !word.hasPrefix("$"), word != "e.p." { return word }
            }
        }
    }

    /// `12.e4` without the number; `12...` is empty.
    private func withoutNumber(_ word: String) -> String {
        let unnumbered = word.drop { $0.isASCII && $0.isNumber }
        guard unnumbered.isEmpty || unnumbered.first == "." else { return word }
        return String(unnumbered.drop { $0 == "." })
    }

    /// Comments are blanks too.
    private mutating func skipBlanks() {
        while let first = rest.first {
            switch first {
            case "{":
                _ = take { $0 != "}" }
                _ = rest.popFirst()
            case ";", "%": _ = take { $0 != "\n" && $0 != "\r" }
            case _ where first.properties.isWhitespace || first == "\u{FEFF}": rest.removeFirst()
            default: return
            }
        }
    }

    private mutating func take(while isWanted: (UnicodeScalar) -> Bool) -> String {
        let end = rest.firstIndex { !isWanted($0) } ?? rest.endIndex
        defer { rest = rest[end...] }
        return String(rest[..<end])
    }
}
