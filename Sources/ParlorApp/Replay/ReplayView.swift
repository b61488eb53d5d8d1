import ParlorBoards
import Terminal

/// A replay that has a terminal to itself, and its help.
struct ReplayView: Sendable {
    var state: ReplayState
    /// The first row of the help; nil while it is closed.
    private var help: Int?

    init(_ state: ReplayState) { self.state = state }

    mutating func press(_ key: KeyPress, in size: Size) -> ReplayResponse {
        if key == KeyPress(.function(1)) {
            help = help == nil ? 0 : nil
            return .changed
        }
        guard let first = help, key != .control("c") else { return state.press(key) }
        help = Self.page(size).first(after: key.key, from: first)
        return .changed
    }

    func draw(on grid: inout Grid) {
        guard let help else { return ReplayScreen.draw(state, on: &grid) }
        Self.page(grid.size).draw(from: help, on: &grid)
    }

    private static func page(_ size: Size) -> HelpPage {
        let keys: [KeyHint] =
            ReplayState.keys + [("Ctrl-Z", "stop the program; fg in the shell goes on"), ("F1", "this help")]
        return HelpPage([HelpTable("Keys of the replay", keys)], size: size)
    }
}
