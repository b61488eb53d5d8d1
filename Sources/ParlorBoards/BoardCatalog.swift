import ParlorGames

/// The games that have a board.
public enum BoardCatalog {
    /// What is listed here has a board everywhere.
    static let boards: [any Board.Type] = [
        ConnectFourBoard.self,
        LiarsDiceBoard.self,
        TronBoard.self,
        WordRaceBoard.self,
        BattleshipBoard.self,
        ChessBoard.self,
    ]

    /// A board for the game of that id; a plain one for a game that this program does not know.
    public static func session(for game: String) -> any BoardSession {
        guard let board = boards.first(where: { $0.id == game }) else { return PlainSession(title: game) }
        return session(board)
    }

    private static func session<B: Board>(_: B.Type) -> any BoardSession { GameSession<B>() }
}

extension Board {
    fileprivate static var id: String { Rules.info.id }
}
