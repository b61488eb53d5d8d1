import Terminal

/// The screen as it was drawn last, so that a letter of the input line costs no more than that line.
struct Picture {
    private var grid = Grid(size: Size(columns: 0, rows: 0))
    private var revision: Int?

    /// - Parameter state: That of the last call, or what became of it by updates.
    /// - Returns: What ``render(_:)`` draws of it.
    mutating func drawn(_ state: AppState) -> Grid {
        if revision == state.revision { renderInput(state, on: &grid) } else { grid = render(state) }
        revision = state.revision
        return grid
    }

    /// What was drawn last with the input line of the state: what else has changed is left to the next frame, so that a
    /// letter does not wait for it.
    mutating func withInput(of state: AppState) -> Grid {
        renderInput(state, on: &grid)
        return grid
    }
}
