import ParlorBoards
import Terminal

/// The part of a game room's screen that shows its game: a line about it, who plays, and the board.
struct TableArea {
    let header: TableHeader
    let headline: Rect
    let roster: Rect
    let rosterRows: [Row]
    /// Nil where the chat takes the room.
    let board: Rect?
    /// Whether there is room for the board and the chat.
    let holdsBoth: Bool

    /// Rows of the chat below a board.
    private static let fewestMessages = 4
    /// Fewer rows than these hold either the board or the chat.
    private static let bothFit = 18
    /// Rows that stand around a board at least: topic, headline, roster, a message, hint, input line, status.
    private static let rowsAround = 7

    /// Whether the board needs all of the screen but the input line.
    static func takesAll(_ state: AppState) -> Bool {
        guard let table = state.current.table, let board = table.board, board.snapshot != nil else { return false }
        let isLow = state.size.rows < board.minimumSize.rows + rowsAround
        return isLow && table.focus == .board && state.current.link.ending == nil
    }

    /// The board alone.
    init?(_ state: AppState, alone rest: inout Rect) {
        guard let header = TableHeader(state.current, title: "", at: state.now) else { return nil }
        self.header = header
        (headline, roster, rosterRows) = (rest.cutTop(0), rest.cutTop(0), [])
        board = rest.cutTop(rest.size.rows)
        holdsBoth = false
    }

    /// Cuts the table's part off the rows above the input line.
    ///
    /// - Returns: Nil where no game is known.
    init?(_ state: AppState, cutFrom rest: inout Rect) {
        let room = state.current
        guard let header = TableHeader(room, title: room.table?.board?.title ?? "", at: state.now) else { return nil }
        self.header = header
        let height = rest.size.rows
        holdsBoth = height >= Self.bothFit
        headline = rest.cutTop(1)
        guard room.table?.focus == .board || holdsBoth else {
            (roster, rosterRows, board) = (rest.cutTop(0), [], nil)
            return
        }
        let rosterHeight = holdsBoth ? 4 : 1
        rosterRows = Array(header.roster(width: rest.size.columns).prefix(rosterHeight))
        roster = rest.cutTop(rosterRows.count)
        let messages = holdsBoth ? max(Self.fewestMessages, height / 4) : 1
        let most = Size(columns: rest.size.columns, rows: max(rest.size.rows - messages, 0))
        let session = room.table?.board
        // What the board cannot use is the chat's.
        board = rest.cutTop(session?.snapshot == nil ? 0 : session?.rows(in: most) ?? 0)
    }

    func draw(_ state: AppState, _ layout: ScreenLayout, on grid: inout Grid) {
        drawHead(on: &grid)
        if let aside = layout.aside { grid.draw(header.brief.truncated(to: aside.size.columns), in: aside) }
        guard let board, let session = state.current.table?.board, session.snapshot != nil else { return }
        grid.draw(session.draw(in: board.size), at: board.origin)
    }

    /// A long refusal covers those who play for a moment, so that the board stays where it is.
    private func drawHead(on grid: inout Grid) {
        guard headline.size.rows > 0 else { return }
        let lines = header.headlines(width: headline.size.columns, most: 1 + roster.size.rows)
        for (row, spans) in rosterRows.enumerated() { grid.draw(spans, in: roster, row: row) }
        for (row, spans) in lines.enumerated() {
            let line = Rect(
                column: headline.origin.column, row: headline.origin.row + row, columns: headline.size.columns, rows: 1)
            grid.fill(line)
            grid.draw(spans, in: line)
        }
    }
}
