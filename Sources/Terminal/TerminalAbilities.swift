/// What the terminal at hand draws as we measure it.
struct TerminalAbilities: Equatable, Sendable {
    /// The kinds of clusters to which the terminal gives another width than we do.
    var disagreements: Set<Glyph.Kind> = []
    var isUnicode = true

    /// The glyph to draw instead of one that the terminal would spoil, as wide as it.
    func adapted(_ glyph: Glyph) -> Glyph {
        guard isUnicode else { return glyph.asciiFallback }
        return glyph.kind != .simple && disagreements.contains(glyph.kind) ? glyph.degraded() : glyph
    }
}

extension Glyph {
    fileprivate var asciiFallback: Glyph {
        guard !character.isASCII else { return self }
        let stand: Character =
            switch character {
            case "─", "━", "═", "–", "—": "-"
            case "│", "┃", "║": "|"
            case "▸", "›": ">"
            case "●", "•", "·": "*"
            case "’", "‘": "'"
            case "“", "”": "\""
            case "\u{2500}"..."\u{257F}": "+"
            default: "?"
            }
        return Glyph(character: stand, width: width, kind: width == 1 ? .simple : .cluster)
    }
}
