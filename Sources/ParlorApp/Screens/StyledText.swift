import Terminal

/// A text whose parts look different: its pieces, and the addresses in it.
struct StyledText {
    private var styles: [(range: Range<String.Index>, style: Style)] = []
    private let links: [Range<String.Index>]
    private let text: String

    /// - Parameter pieces: Their texts make up `text`, one after the other.
    init(_ text: String, pieces: [(text: String, style: Style)]) {
        self.text = text
        links = Self.addresses(in: text)
        var start = text.startIndex
        for piece in pieces {
            let end = text.utf8.index(start, offsetBy: piece.text.utf8.count, limitedBy: text.endIndex) ?? text.endIndex
            styles.append((start..<end, piece.style))
            start = end
        }
    }

    /// A slice of the text as spans.
    func spans(of line: Substring) -> Row {
        guard !links.isEmpty || styles.count > 1 else { return [Span(line, styles.first?.style ?? .plain)] }
        let bounds = line.startIndex..<line.endIndex
        let edges = (styles.map(\.range) + links).flatMap { [$0.lowerBound, $0.upperBound] }
        let cuts = Set(edges.filter { bounds.contains($0) } + [bounds.lowerBound]).sorted() + [bounds.upperBound]
        return zip(cuts, cuts.dropFirst()).map { start, end in
            let style = styles.first { $0.range.contains(start) }?.style ?? .plain
            guard let link = links.first(where: { $0.contains(start) }) else { return Span(text[start..<end], style) }
            return Span(text[start..<end], Theme.link, link: String(text[link]))
        }
    }

    /// Where web addresses stand: from the scheme to the next white space, without closing punctuation.
    private static func addresses(in text: String) -> [Range<String.Index>] {
        guard text.utf8.contains(UInt8(ascii: ":")) else { return [] }
        var found: [Range<String.Index>] = []
        for word in text.split(whereSeparator: \.isWhitespace) where isAddress(word) {
            let end = word.lastIndex { !",.;:!?)]}>\"'".contains($0) } ?? word.startIndex
            found.append(word.startIndex..<text.index(after: end))
        }
        return found
    }

    /// Only plain ASCII: what looks like another address must not be one.
    private static func isAddress(_ word: Substring) -> Bool {
        (word.hasPrefix("https://") || word.hasPrefix("http://")) && word.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
