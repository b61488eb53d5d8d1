/// The second pass of a frame: what ncurses cannot hold is written over the placeholders that it drew.
///
/// Terminals disagree on the width of complex clusters, so each is written where the cursor was moved to, and the cells
/// behind it again after it.
struct OverlayPass {
    /// One glyph of a row, as it goes to the terminal.
    struct Item {
        let glyph: Glyph
        let column: Int
        let style: Style
        let link: String?
        /// Whether ncurses draws it.
        let isPlain: Bool

        var needsOverlay: Bool { !isPlain || link != nil }
    }

    /// How many columns behind a complex cluster are written again: as many as the widest family covers in a terminal
    /// that draws its members side by side.
    private static let repaired = 8

    private var text = ""

    /// The bytes that finish the given rows; empty when ncurses drew all of them.
    static func bytes(_ rows: [(row: Int, items: [Item])]) -> [UInt8] {
        var pass = OverlayPass()
        for (row, items) in rows { pass.draw(items, row) }
        if pass.text.isEmpty { return [] }
        // Without automatic margins, so that nothing at the right edge wraps.
        return Array("\u{1B}7\u{1B}[?7l\(pass.text)\u{1B}[?7h\u{1B}[0m\u{1B}8".utf8)
    }

    private mutating func draw(_ items: [Item], _ row: Int) {
        var rest = items[...]
        while let item = rest.first {
            guard item.needsOverlay else {
                rest = rest.dropFirst()
                continue
            }
            text += EscapeCodes.move(to: Position(column: item.column, row: row)) + EscapeCodes.attributes(item.style)
            if item.isPlain {
                let run = rest.prefix { $0.isPlain && $0.link == item.link && $0.style == item.style }
                drawLinked(run.map(\.glyph.character), item.link)
                rest = rest.dropFirst(run.count)
            } else {
                text += "\u{1B}[\(item.glyph.width)X"
                drawLinked([item.glyph.character], item.link)
                rest = rest.dropFirst()
                repair(rest, from: item.column + item.glyph.width, row)
            }
        }
    }

    private mutating func drawLinked(_ characters: [Character], _ link: String?) {
        let start = link.map(EscapeCodes.link) ?? ""
        text += start + String(characters) + (start.isEmpty ? "" : EscapeCodes.endLink)
    }

    /// Writes plain cells again that a terminal with another idea of the cluster's width has drawn over.
    private mutating func repair(_ items: ArraySlice<Item>, from column: Int, _ row: Int) {
        let plain = items.prefix { !$0.needsOverlay && $0.column < column + Self.repaired }
        guard !plain.isEmpty else { return }
        text += EscapeCodes.move(to: Position(column: column, row: row))
        var style: Style?
        for item in plain {
            if item.style != style { text += EscapeCodes.attributes(item.style) }
            style = item.style
            text.append(item.glyph.character)
        }
    }
}
