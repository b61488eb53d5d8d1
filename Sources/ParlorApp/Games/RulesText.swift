public import ParlorGames
import Terminal

/// The rules of a game as they are told outside of a room.
public enum RulesText {
    /// Lines of at most `width` columns, with a blank one between paragraphs.
    public static func lines(of info: GameInfo, width: Int = 76) -> [String] {
        let paragraphs = info.help.split(separator: "\n").map { TextWidth.wrapped(String($0), to: width) }
        return paragraphs.joined(separator: [""]).map(String.init)
    }
}
