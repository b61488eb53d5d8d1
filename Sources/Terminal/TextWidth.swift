/// How wide text is on the screen, and how it is fitted into a width. ``Grid`` draws by the same measure.
public enum TextWidth {
    /// The columns that a cluster takes: 0 when it is not drawn at all.
    public static func columns(_ character: Character) -> Int {
        Glyph(character)?.width ?? 0
    }

    /// The columns that a text takes on one line.
    public static func columns(_ text: some StringProtocol) -> Int {
        text.plainCount ?? text.reduce(0) { $0 + columns($1) }
    }

    /// The longest beginning of `text` that fits into `width` columns.
    public static func prefix<Text: StringProtocol>(_ text: Text, columns width: Int) -> Text.SubSequence {
        if let count = text.plainCount {
            return text[..<text.utf8.index(text.startIndex, offsetBy: min(count, max(width, 0)))]
        }
        var used = 0
        let end = text.indices.first { index in
            used += columns(text[index])
            return used > width
        }
        return text[..<(end ?? text.endIndex)]
    }

    /// `text` cut to `width` columns; what is cut ends with the mark, as far as that fits.
    public static func truncated(_ text: some StringProtocol, to width: Int, mark: String = "…") -> String {
        let whole = prefix(text, columns: width)
        if whole.endIndex == text.endIndex { return String(text) }
        let room = width - columns(mark)
        return room < 0 ? String(whole) : String(prefix(text, columns: room)) + mark
    }

    /// `text` cut or filled with spaces to exactly `width` columns.
    public static func padded(
        _ text: some StringProtocol, to width: Int, alignment: Alignment = .left, mark: String = "…"
    ) -> String {
        let cut = truncated(text, to: width, mark: mark)
        let missing = max(width - columns(cut), 0)
        let field =
            switch alignment {
            case .left: cut + spaces(missing)
            case .right: spaces(missing) + cut
            case .center: spaces(missing / 2) + cut + spaces(missing - missing / 2)
            }
        // A mark at the beginning sits on the space before it, and has no column of its own any more. What makes that
        // space wider instead has none before it.
        let lost = width - columns(field)
        guard lost >= 0 else { return cut + spaces(missing) }
        return alignment == .left ? field + spaces(lost) : spaces(lost) + field
    }

    private static func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}

/// Where a text stands in a field that is wider than it.
public enum Alignment: Sendable {
    case left, right, center
}
