import ParlorBoards

/// The keys of what was on the screen when the help was opened, which the help begins with.
enum KeysHere {
    static func tables(under view: HelpView, _ state: AppState) -> [HelpTable] {
        switch view.origin {
        case .connections: [HelpTable("Keys of the connections", connections)]
        case .bans: [HelpTable("Keys of the bans", bans)]
        case .audit: [HelpTable("Keys of the audit log", [("PageUp, PageDown", "scroll"), ("Escape", "go back")])]
        case .watch: [HelpTable("Keys of the list of games", list)]
        case .rooms: [HelpTable("Keys of the list of rooms", [("Up, Down", "go to a room"), ("Escape", "go back")])]
        case .replay: [HelpTable("Keys of the replay", ReplayState.keys)]
        case .paste: [HelpTable("Keys of the question", paste)]
        case nil, .people, .help: board(state).map { [$0] } ?? []
        }
    }

    private static func board(_ state: AppState) -> HelpTable? {
        guard let table = state.current.table, let board = table.board, table.match?.isUnderWay == true else {
            return nil
        }
        return HelpTable("Keys of \(board.title)", board.keys + [("Tab", "turn to the chat, and back to the board")])
    }

    private static let connections: [KeyHint] =
        [("Up, Down, PageUp, PageDown", "choose a connection")]
        + ConnectionsKey.allCases.map { (String($0.rawValue), $0.summary) }
        + [("Escape", "drop the filter; go back")]

    private static let bans: [KeyHint] = [
        ("Up, Down, PageUp, PageDown", "choose a ban"), ("Enter", "lift it"), ("Escape", "go back"),
    ]

    private static let list: [KeyHint] = [("Up, Down", "choose a game"), ("Enter", "go there"), ("Escape", "go back")]

    private static let paste: [KeyHint] = [
        ("l", "send each line as a message"), ("o", "send all as one message"),
        ("e", "put all into the input line"), ("n, Escape", "throw it away"),
    ]
}
