import ParlorRooms
import Terminal

/// The line in which the person writes, with their name before it.
enum InputArea {
    private static let mostRows = 5

    static func prompt(_ state: AppState) -> String {
        let name = state.current.me?.name ?? state.wantedName
        return " [\(TextWidth.truncated(name, to: 12))] \(state.isAtBoard ? "move " : "")> "
    }

    static func height(_ state: AppState) -> Int {
        let most = state.size.rows < 16 ? 2 : mostRows
        return min(state.current.editor.text.count { $0 == "\n" } + 1, most)
    }

    static func draw(_ state: AppState, in rect: Rect, on grid: inout Grid) {
        let prompt = prompt(state)
        let width = TextWidth.columns(prompt)
        grid.draw([Span(prompt, Theme.strong)], in: rect)
        let view = state.current.editor.view(width: max(rect.size.columns - width, 2), rows: max(rect.size.rows, 1))
        for (row, line) in view.lines.enumerated() {
            grid.write(
                line, at: Position(column: rect.origin.column + width, row: rect.origin.row + row),
                maxWidth: max(rect.size.columns - width, 0))
        }
        grid.cursor = Position(
            column: rect.origin.column + width + view.cursor.column, row: rect.origin.row + view.cursor.row)
    }
}
