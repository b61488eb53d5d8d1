import ParlorGames
import Terminal

/// The arena, as far as it is seen through a window.
struct TronArena {
    let scene: Scene<TronBoard>
    let window: TronWindow

    /// How the walls of each seat are filled, so that they differ without colour.
    private static let fillings = (unicode: Array("█▓▒░▚▞▙▜"), ascii: Array("#%=+&*o~"))

    /// A bike on the board: its number, or `@` for the own one.
    static func sign(of seat: Seat, in scene: Scene<TronBoard>) -> String {
        seat == scene.seat ? "@" : "\(seat + 1)"
    }

    func draw(on grid: inout Grid) {
        for row in window.rect.rows {
            for column in window.rect.columns {
                let position = Position(column: column, row: row)
                guard let cell = window.cell(at: position) else { continue }
                if window.isHalved {
                    drawPair(cell, cell.next(.down), at: position, on: &grid)
                } else {
                    drawCell(cell, at: position, on: &grid)
                }
            }
        }
        drawBikes(on: &grid)
    }

    // MARK: Walls

    private func drawCell(_ cell: Tron.Cell, at position: Position, on grid: inout Grid) {
        if let seat = scene.view.arena.wall(at: cell) {
            let filling = scene.look.isUnicode ? Self.fillings.unicode : Self.fillings.ascii
            grid.write(String(filling[seat % filling.count]), at: position, style: Ink.seat(seat))
        } else if let border = border(at: cell) {
            grid.write(border, at: position, style: Ink.faint)
        } else {
            drawFloor(cell, row: cell.y, at: position, on: &grid)
        }
    }

    /// Dots to judge distances by. They make each row unlike the next, so that a bike on its way down is not taken for a
    /// scrolled screen by who paints it: that would cost more bytes.
    private func drawFloor(_ cell: Tron.Cell, row: Int, at position: Position, on grid: inout Grid) {
        guard scene.view.arena.contains(cell), cell.x % 8 == 4, row.isMultiple(of: 2) else { return }
        grid.write(scene.look("·", "."), at: position, style: Ink.faint)
    }

    private func border(at cell: Tron.Cell) -> String? {
        let arena = scene.view.arena
        let isSide = cell.x == -1 || cell.x == arena.width
        switch (isSide, cell.y) {
        case (true, -1): return scene.look(cell.x < 0 ? "┌" : "┐", "+")
        case (true, arena.height): return scene.look(cell.x < 0 ? "└" : "┘", "+")
        case (true, _): return scene.look("│", "|")
        case (false, -1), (false, arena.height): return scene.look("─", "-")
        default: return nil
        }
    }

    /// Two cells in one, by the halves of a block: the upper one in the foreground, or the lower one where it is alone.
    private func drawPair(_ upper: Tron.Cell, _ lower: Tron.Cell, at position: Position, on grid: inout Grid) {
        switch (style(of: upper), style(of: lower)) {
        case (nil, nil): drawFloor(upper, row: (upper.y + 1) / 2, at: position, on: &grid)
        case (let style?, nil): grid.write("▀", at: position, style: style)
        case (nil, let style?): grid.write("▄", at: position, style: style)
        case (let above?, let below?) where above == below: grid.write("█", at: position, style: above)
        case (var above?, let below?):
            above.background = below.foreground
            grid.write("▀", at: position, style: above)
        }
    }

    private func style(of cell: Tron.Cell) -> Style? {
        if let seat = scene.view.arena.wall(at: cell) { return Ink.seat(seat) }
        return border(at: cell) == nil ? nil : Ink.faint
    }

    // MARK: Bikes

    private func drawBikes(on grid: inout Grid) {
        for (seat, bike) in scene.view.bikes.enumerated() where scene.view.arena.wall(at: bike.cell) == seat {
            // A bike has the style of its wall: to change styles would cost more bytes than the two cells of a tick.
            if bike.isRiding {
                write(Self.sign(of: seat, in: scene), at: bike.cell, style: Ink.seat(seat), on: &grid)
            } else {
                write("X", at: bike.cell, style: Ink.seat(seat).adding(.reverse), on: &grid)
            }
            // Before they go, people have to see whither.
            let ahead = bike.cell.next(bike.heading)
            if scene.view.phase == .ready, scene.view.arena.isFree(ahead) {
                write(arrow(bike.heading), at: ahead, style: Ink.seat(seat), on: &grid)
            }
        }
    }

    private func arrow(_ heading: Tron.Direction) -> String {
        switch heading {
        case .left: scene.look("◀", "<")
        case .right: scene.look("▶", ">")
        case .up: scene.look("▲", "^")
        case .down: scene.look("▼", "v")
        }
    }

    private func write(_ text: String, at cell: Tron.Cell, style: Style, on grid: inout Grid) {
        let down = cell.y - window.first.y
        let position = Position(
            column: window.rect.origin.column + cell.x - window.first.x,
            row: window.rect.origin.row + (window.isHalved ? down >> 1 : down))
        if window.rect.contains(position) { grid.write(text, at: position, style: style) }
    }
}
