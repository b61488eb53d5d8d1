import ParlorBoards
import Terminal

/// All keys and commands, from their tables.
enum HelpScreen {
    static func draw(_ view: HelpView, _ state: AppState, on grid: inout Grid) {
        page(view, state).draw(from: view.row, on: &grid)
    }

    static func page(_ view: HelpView, _ state: AppState) -> HelpPage {
        let tables =
            switch view.beginning {
            case .keys: KeysHere.tables(under: view, state) + keys(state.keys) + commands
            case .commands: commands + keys(state.keys)
            }
        return HelpPage(tables, size: state.size)
    }

    private static func keys(_ table: KeyTable) -> [HelpTable] {
        let bound: [KeyHint] = table.bindings.map { ($0.names, $0.summary) }
        return [
            HelpTable("Keys", bound + [(KeyTable.roomNumbers, "the room of that number")]),
            HelpTable("In the input line", KeyTable.editing), HelpTable("With the mouse", KeyTable.mouse),
        ]
    }

    private static var commands: [HelpTable] {
        let all: [KeyHint] = CommandTable.all.map { ($0.synopsis, $0.summary) }
        return [HelpTable("Commands", all + [("//TEXT", "says a line that begins with a slash")])]
    }
}
