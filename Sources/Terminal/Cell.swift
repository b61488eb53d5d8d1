/// One column of one row: a glyph, or the right half of the wide glyph before it.
public struct Cell: Hashable, Sendable {
    public let character: Character
    /// Columns of the glyph that begins here; 0 for the right half of a wide one.
    public let width: Int
    public let style: Style
    /// The address to which a click on the cell leads (an OSC 8 hyperlink).
    public let link: String?
    let kind: Glyph.Kind

    init(_ glyph: Glyph, _ style: Style, link: String?) {
        character = glyph.character
        width = glyph.width
        self.style = style
        self.link = link
        kind = glyph.kind
    }

    private init(character: Character, width: Int, kind: Glyph.Kind, style: Style, link: String?) {
        self.character = character
        self.width = width
        self.kind = kind
        self.style = style
        self.link = link
    }

    static func blank(_ style: Style) -> Cell { Cell(.space, style, link: nil) }

    /// The right half of this wide cell.
    var rightHalf: Cell { Cell(character: " ", width: 0, kind: .simple, style: style, link: link) }

    var glyph: Glyph { Glyph(character: character, width: width, kind: kind) }
}
