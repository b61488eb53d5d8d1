/// Text as it may stand in a log line.
enum LogText {
    /// The longest value of a field, in Unicode scalars.
    private static let valueLimit = 2_000

    /// The text with control characters, line ends among them, and what changes the direction of text replaced.
    static func printable(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { isHarmless($0) ? $0 : "\u{FFFD}" }))
    }

    /// A value as it is when it is one plain word, else in quotes, with what could end it or do harm escaped.
    static func value(_ text: String) -> String {
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            isHarmless(scalar) && !scalar.properties.isWhitespace && !["\"", "\\", "="].contains(scalar)
        }
        if isPlain, !text.isEmpty, text.unicodeScalars.count <= valueLimit { return text }
        var quoted = "\""
        for scalar in text.unicodeScalars.prefix(valueLimit) {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case "\n": quoted += "\\n"
            case let scalar where isHarmless(scalar): quoted.unicodeScalars.append(scalar)
            default: quoted += "\\u{\(String(scalar.value, radix: 16))}"
            }
        }
        if text.unicodeScalars.count > valueLimit { quoted += "…" }
        return quoted + "\""
    }

    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}
