import Terminal

/// How the parts of the screen look. The colours keep their contrast on dark and on light backgrounds; nothing is told
/// by colour alone.
enum Theme {
    static let text = Style.plain
    static let faint = Style(foreground: .brightBlack)
    static let border = Style(foreground: .brightBlack)
    static let heading = Style(foreground: .brightBlack, attributes: .bold)
    static let strong = Style(attributes: .bold)
    static let selected = Style(attributes: .reverse)
    static let mention = Style(foreground: .indexed(166), attributes: .bold)
    static let unread = Style(attributes: .bold)
    static let own = Style(attributes: .bold)
    static let notice = Style(foreground: .indexed(67))
    static let trouble = Style(foreground: .indexed(160), attributes: .bold)
    static let moderation = Style(foreground: .indexed(133))
    static let good = Style(foreground: .indexed(71))
    static let link = Style(foreground: .indexed(33), attributes: .underline)
    static let newLine = Style(foreground: .indexed(166))
    static let banner = Style(foreground: .indexed(160), attributes: [.bold, .reverse])

    /// A colour for a name: the same on every screen and every day.
    static func name(_ name: String, isOwn: Bool = false) -> Style {
        let hash = name.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        let color = Color.indexed(palette[Int(hash >> 33) % palette.count])
        return Style(foreground: color, attributes: isOwn ? .bold : [])
    }

    private static let palette: [UInt8] = [32, 35, 37, 67, 71, 97, 103, 130, 133, 136, 161, 166]
}
