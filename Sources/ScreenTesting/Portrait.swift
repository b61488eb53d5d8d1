public import Terminal

extension Grid {
    /// The grid as a text that a person can read in a diff: its rows, then which style stands where, a letter for each
    /// style, then what the letters mean, parted by rules. What is plain is blank in the second part, and `_` marks the cursor.
    public var portrait: String {
        var letters = Letters()
        var map: [String] = []
        for row in 0..<size.rows {
            var line = ""
            for (column, cell) in self[row: row].enumerated() {
                let isCursor = cursor == Position(column: column, row: row)
                line.append(isCursor ? "_" : letters.letter(for: cell.style, isBlank: cell.character == " "))
            }
            map.append(line.trimmed)
        }
        guard !letters.known.isEmpty || cursor != nil else { return text }
        let rule = "---\n"
        return text + rule + map.map { $0 + "\n" }.joined() + rule + letters.legend
    }
}

/// Names styles `a`, `b` and so on in the order in which they are met.
private struct Letters {
    private(set) var known: [Style] = []

    mutating func letter(for style: Style, isBlank: Bool) -> Character {
        // Nobody sees the colour or the weight of a space.
        let shows =
            !isBlank || style.background != .standard || !style.attributes.isDisjoint(with: [.reverse, .underline])
        guard style != .plain, shows else { return " " }
        let index = known.firstIndex(of: style) ?? known.count
        if index == known.count { known.append(style) }
        return index < Self.alphabet.count ? Self.alphabet[index] : "?"
    }

    var legend: String {
        zip(Self.alphabet, known).map { "\($0) = \($1.words)\n" }.joined()
    }

    private static let alphabet = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
}

extension Style {
    fileprivate var words: String {
        let names: [(Attributes, String)] = [
            (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.underline, "underline"), (.reverse, "reverse"),
        ]
        var words = names.filter { attributes.contains($0.0) }.map(\.1)
        if foreground != .standard { words.append(foreground.word) }
        if background != .standard { words.append("on \(background.word)") }
        return words.joined(separator: " ")
    }
}

extension Color {
    fileprivate var word: String {
        switch self {
        case .standard: "standard"
        case .indexed(let index): "colour \(index)"
        case .rgb(let red, let green, let blue): "rgb \(red) \(green) \(blue)"
        }
    }
}

extension String {
    fileprivate var trimmed: String {
        guard let end = lastIndex(where: { $0 != " " }) else { return "" }
        return String(self[...end])
    }
}
