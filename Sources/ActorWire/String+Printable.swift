extension String {
    /// The text with control characters, line separators and direction overrides replaced by U+FFFD, and cut after so many
    /// characters: what a sentence may quote of foreign input.
    package func printable(limit: Int) -> String {
        var text = ""
        for scalar in unicodeScalars.prefix(limit) {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: text.unicodeScalars.append("\u{FFFD}")
            default: text.unicodeScalars.append(scalar)
            }
        }
        return unicodeScalars.dropFirst(limit).isEmpty ? text : text + "…"
    }
}
