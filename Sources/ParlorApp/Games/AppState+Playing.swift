import ActorWire
import ParlorBoards
import ParlorGames
import ParlorRooms
import Terminal

/// How somebody at the table plays: by keys, by clicks, and by typing.
extension AppState {
    /// Whether keys and typed lines are for the board: the person plays, and has not turned to the chat.
    var isAtBoard: Bool {
        guard !isPlain, let table = current.table, table.focus == .board, overlay == nil else { return false }
        return table.status?.phase == .playing && table.match?.seat != nil && table.match?.outcome == nil
    }

    /// Hands a key to the board, while nothing is typed that it could belong to.
    ///
    /// - Returns: Nil when the board has no use for it.
    mutating func pressOnBoard(_ press: KeyPress) -> [AppEffect]? {
        guard isAtBoard, current.editor.isEmpty, let area = ScreenLayout(self).board else { return nil }
        current.table?.trouble = nil
        guard let response = current.table?.board?.press(press, in: area.size) else { return nil }
        return answer(to: response)
    }

    /// - Returns: Nil when the click was not on the board, or means nothing there.
    mutating func clickOnBoard(at position: Position) -> [AppEffect]? {
        guard let area = ScreenLayout(self).board, area.contains(position) else { return nil }
        current.table?.focus = .board
        let place = Position(column: position.column - area.origin.column, row: position.row - area.origin.row)
        guard isAtBoard, let response = current.table?.board?.click(place, in: area.size) else { return [] }
        return answer(to: response) ?? []
    }

    private mutating func answer(to response: Response<Choice>) -> [AppEffect]? {
        switch response {
        case .ignored: return nil
        case .moved: return []
        case .play(let choice): return play(choice) ?? []
        case .refused(let why):
            current.table?.trouble = why
            return []
        }
    }

    /// Plays a move as it was typed.
    ///
    /// - Parameter hint: What to add where it is no move.
    /// - Returns: Nil when it is no move; a notice says why.
    mutating func play(text: String, hint: String = "") -> [AppEffect]? {
        guard let board = current.table?.board, current.table?.match?.seat != nil else {
            tell(Notice(.trouble, whyNoMove))
            return nil
        }
        do {
            return play(try board.choice(from: text))
        } catch {
            current.table?.trouble = error.message
            tell(Notice(.trouble, error.message + hint))
            return nil
        }
    }

    /// Why who is in no match cannot play.
    private var whyNoMove: String {
        guard let table = current.table else { return "no game is played in #\(current.name): /play GAME, or /watch" }
        return table.seat(of: current.me) == nil
            ? "you have no seat: /seat takes one" : "no match runs: one begins when all are /ready"
    }

    private mutating func play(_ choice: Choice) -> [AppEffect]? {
        let room = current.name
        guard current.link.isConnected else {
            current.table?.trouble = "#\(room) is not connected now"
            return nil
        }
        let request = MoveRequest(
            id: ids.make(), move: choice.move, text: choice.move == nil ? choice.text : nil,
            match: current.table?.match?.match)
        current.table?.trouble = nil
        return [.call(room: room, .game(.move(request)))] + goToBottom()
    }

    /// Turns from the board to the chat and back.
    mutating func turnFocus() -> Bool {
        guard let table = current.table else { return false }
        current.table?.focus = table.focus == .board ? .chat : .board
        return true
    }
}
