import ParlorGames
import Terminal

/// What stands above the arena: who has won how many rounds, and how far the match is. On one row where there is no room
/// for two.
struct TronHeader {
    /// The rows that it has where there is room.
    static let rows = 2
    /// What is said of a round, with a name in it, takes so much.
    static let columns = 40

    let scene: Scene<TronBoard>
    let rows: Int

    func draw(on grid: inout Grid) {
        var rect = Rect(column: 0, row: 0, columns: scene.size.columns, rows: 1)
        if rows < Self.rows {
            let place = rect.cutRight(TextWidth.columns(shortStatus) + 1)
            grid.write(shortStatus, at: Position(column: place.origin.column + 1, row: 0), style: Ink.strong)
        } else {
            grid.write(status, inMiddleOf: Rect(column: 0, row: 1, columns: rect.size.columns, rows: 1))
        }
        drawPlayers(in: rect, on: &grid)
    }

    /// Each with the sign, an `X` when out of the round, the name as far as it fits, and the rounds won.
    private func drawPlayers(in rect: Rect, on grid: inout Grid) {
        let count = scene.view.bikes.count
        let room = rect.size.columns / count - 5
        var rest = rect
        for seat in 0..<count {
            let place = rest.cutLeft(rest.size.columns / (count - seat))
            let bike = scene.view.bikes[seat]
            let isOut = !bike.isRiding && scene.view.phase == .race
            let name = room < 2 ? "" : TextWidth.truncated(scene.name(of: seat), to: room, mark: "") + " "
            let text = (isOut ? "X" : name.isEmpty ? ":" : " ") + name + (bike.hasLeft ? "-" : "\(bike.wins)")
            let style = bike.hasLeft || isOut ? Ink.faint : seat == scene.seat ? Ink.strong : Ink.text
            grid.write(TronArena.sign(of: seat, in: scene), at: place.origin, style: Ink.seat(seat))
            grid.write(text, at: Position(column: place.origin.column + 1, row: place.origin.row), style: style)
        }
    }

    private var status: String {
        let view = scene.view
        let round = "round \(view.round) of \(view.rounds)"
        switch view.phase {
        case .ready: return "\(round): go in \(seconds)"
        case .race:
            let isOut = scene.seat.map { !view.riders.contains($0) } ?? false
            return isOut ? "\(round): you are out" : round
        case .rest: return "\(round): \(view.riders.first.map(scene.name(of:)) ?? "nobody") wins"
        case .over: return "\(round): the match is over"
        }
    }

    private var shortStatus: String {
        let round = "\(scene.view.round)/\(scene.view.rounds)"
        return scene.view.phase == .ready ? "\(round) in \(seconds)" : round
    }

    /// Until the bikes go, rounded up.
    private var seconds: Int {
        let rate = max(Tron.info.tickRate ?? 1, 1)
        return (scene.view.ticks + rate - 1) / rate
    }
}
