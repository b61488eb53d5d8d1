import Terminal

/// Text for a terminal that shows no screen of ours: what comes from a host or from a file may hold anything.
public enum PlainText {
    /// The text without anything that a terminal would obey; line breaks stay.
    public static func harmless(_ text: String) -> String {
        String(text.compactMap { $0.isNewline ? "\n" : Glyph($0)?.character })
    }

    /// How many columns a line of text takes.
    public static func columns(_ text: String) -> Int { TextWidth.columns(text) }
}
