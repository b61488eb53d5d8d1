extension TextWidth {
    /// Breaks a text into lines of at most `width` columns: at line feeds, then between words, and inside a word only
    /// where it is wider than a line.
    ///
    /// The lines are slices of `text`, so that styles by index survive. Nothing is lost between them but the line feeds
    /// and the white space on which a line was broken. An empty text is one empty line.
    ///
    /// - Parameters:
    ///   - width: At least 2, since a wide character needs two columns; less counts as 2.
    ///   - first: The width of the first line, where it differs.
    public static func wrapped(_ text: String, to width: Int, first: Int? = nil) -> [Substring] {
        var lines: [Substring] = []
        for paragraph in paragraphs(of: text) {
            var rest = paragraph
            repeat {
                let room = lines.isEmpty ? first ?? width : width
                let line = nextLine(&rest, max(room, 2))
                lines.append(line)
            } while !rest.isEmpty
        }
        return lines
    }

    private static func paragraphs(of text: String) -> [Substring] {
        // Plain text has no line feed.
        text.plainCount == nil ? text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) : [text[...]]
    }

    /// Takes one line off `rest`.
    private static func nextLine(_ rest: inout Substring, _ width: Int) -> Substring {
        let fitting = prefix(rest, columns: width)
        guard fitting.endIndex < rest.endIndex else {
            defer { rest = rest[rest.endIndex...] }
            return rest
        }
        // White space that hangs over the edge is where the line breaks.
        let wordEnd =
            rest[fitting.endIndex].isBreakingSpace
            ? fitting.endIndex
            : fitting.lastIndex(where: \.isBreakingSpace).map(rest.index(after:)) ?? fitting.startIndex
        let line = trimmingEnd(rest[..<wordEnd])
        // A line of nothing but its indentation would be no gain: break the word instead.
        guard !line.isEmpty else {
            rest = rest[fitting.endIndex...]
            return fitting
        }
        rest = rest[wordEnd...].drop(while: \.isBreakingSpace)
        return line
    }

    private static func trimmingEnd(_ line: Substring) -> Substring {
        let last = line.lastIndex { !$0.isBreakingSpace }
        return line[..<(last.map(line.index(after:)) ?? line.startIndex)]
    }
}

extension Character {
    fileprivate var isBreakingSpace: Bool { self == " " || self == "\t" || self == "\u{3000}" || self == "\u{200B}" }
}
