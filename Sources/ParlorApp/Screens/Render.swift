import Terminal

/// Draws the whole screen. It depends on the state alone.
func render(_ state: AppState) -> Grid {
    var grid = Grid(size: state.size)
    guard ScreenLayout.fits(state.size) else {
        drawTooSmall(on: &grid)
        return grid
    }
    drawChat(state, on: &grid)
    switch state.overlay {
    case nil: break
    case .help(let view): HelpScreen.draw(view, state, on: &grid)
    case .rooms: drawPane(of: 24, on: &grid, onTheRight: false) { RoomsPane.draw(state, in: $0, on: &$1) }
    case .people: drawPane(of: 24, on: &grid, onTheRight: true) { PeoplePane.draw(state.current, in: $0, on: &$1) }
    case .connections(let view): ConnectionsScreen.draw(view, state, on: &grid)
    case .bans(let view): BansScreen.draw(view, state, on: &grid)
    case .audit(let view): AuditScreen.draw(view, state, on: &grid)
    case .watch(let view): WatchScreen.draw(view, state, on: &grid)
    case .replay: if let replay = state.replay { ReplayScreen.draw(replay, on: &grid) }
    case .paste(let paste): PasteScreen.draw(paste, on: &grid)
    }
    return grid
}

/// Draws the input line again, on a screen on which nothing else has changed. Nobody writes where something lies over it.
func renderInput(_ state: AppState, on grid: inout Grid) {
    guard ScreenLayout.fits(state.size), state.overlay == nil else { return }
    let line = ScreenLayout(state).input
    grid.fill(line)
    InputArea.draw(state, in: line, on: &grid)
}

private func drawChat(_ state: AppState, on grid: inout Grid) {
    let layout = ScreenLayout(state)
    for border in layout.borders { grid.drawBorder(in: border) }
    if let rooms = layout.rooms { RoomsPane.draw(state, in: rooms, on: &grid) }
    if let people = layout.people { PeoplePane.draw(state.current, in: people, on: &grid) }
    TopicLine.draw(state.current, in: layout.topic, on: &grid)
    layout.table?.draw(state, layout, on: &grid)
    for (row, spans) in MessageView(state).rows.enumerated() { grid.draw(spans, in: layout.messages, row: row) }
    if let banner = layout.banner { Banner.draw(state, in: banner, on: &grid) }
    StatusLine.draw(state, in: layout.status, on: &grid)
    grid.draw([Span(" \(state.keys.wayToHelp)", Theme.faint)], in: layout.help)
    HintLine.draw(state, layout, on: &grid)
    InputArea.draw(state, in: layout.input, on: &grid)
}

private func drawTooSmall(on grid: inout Grid) {
    let smallest = ScreenLayout.smallest
    let text =
        "Parlor needs \(smallest.columns) × \(smallest.rows) cells; this window has "
        + "\(grid.size.columns) × \(grid.size.rows)."
    for (row, line) in TextWidth.wrapped(text, to: grid.size.columns).enumerated() {
        grid.write(line, at: Position(column: 0, row: row))
    }
}

/// Draws a pane over the chat, where it has no place beside it.
private func drawPane(
    of width: Int, on grid: inout Grid, onTheRight isRight: Bool, _ draw: (Rect, inout Grid) -> Void
) {
    var rest = grid.bounds
    _ = rest.cutBottom(2)
    let pane = isRight ? rest.cutRight(width) : rest.cutLeft(width)
    let border = isRight ? rest.cutRight(1) : rest.cutLeft(1)
    grid.fill(pane)
    grid.drawBorder(in: border)
    draw(pane, &grid)
}
