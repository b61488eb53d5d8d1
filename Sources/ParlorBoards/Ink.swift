public import ParlorGames
public import Terminal

/// How the parts of boards look, so that a person who knows one game can read the others. The colours keep their
/// contrast on dark and on light backgrounds.
public enum Ink {
    public static let text = Style.plain
    public static let strong = Style(attributes: .bold)
    /// Lines, empty squares, and what cannot be used now.
    public static let faint = Style(foreground: .brightBlack)
    /// Where a move leads.
    public static let legal = Style(foreground: .indexed(71), attributes: .bold)
    /// What the last move changed. Mark it with a sign, too.
    public static let last = Style(foreground: .indexed(166), attributes: .bold)
    /// What decided the match.
    public static let win = Style(attributes: [.bold, .reverse])
    public static let trouble = Style(foreground: .indexed(160), attributes: .bold)

    /// The colour of a player: the same in all games. Give each player a sign or a letter, too.
    public static func seat(_ seat: Seat) -> Style {
        Style(foreground: .indexed(palette[Int(seat.magnitude % UInt(palette.count))]), attributes: .bold)
    }

    private static let palette: [UInt8] = [161, 136, 32, 71, 133, 37, 166, 103]
}
