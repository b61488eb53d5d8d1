import ParlorBoards
public import ParlorGames
public import ParlorRooms
import Terminal

/// A finished match as text, for those who have no screen: who played and how it ended, the last position, and the moves.
public enum ReplayText {
    /// - Throws: `Rejection` when the match cannot be replayed here.
    public static func lines(
        of record: MatchRecord, from catalog: GameCatalog = .standard
    ) throws(Rejection) -> [String] {
        var state = try ReplayState(record, from: catalog)
        let names = state.board.names
        var moves: [String] = []
        for revision in 0...state.end {
            state.go(to: revision)
            if let trouble = state.trouble { throw Rejection("record", trouble) }
            guard let last = state.last else { continue }
            let name = names.indices.contains(last.seat) ? names[last.seat] : "seat \(last.seat + 1)"
            moves.append("\(TextWidth.padded("\(revision)", to: 5, alignment: .right))  \(name): \(last.text)")
        }
        let board = state.board.draw(in: state.board.idealSize).lines
        let head = "\(state.info.title): " + names.joined(separator: ", ")
        let texts = [head, state.board.sentence].map(PlainText.harmless)
        return texts + [""] + board + [""] + moves.map(PlainText.harmless)
    }
}
