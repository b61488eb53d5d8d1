import ParlorGames
import Terminal

/// What stands beside a chess board: the player on the far side and what they have taken, the moves, and the same of the
/// player on the near side.
struct ChessPanel {
    let scene: Scene<ChessBoard>

    func draw(in rect: Rect, on grid: inout Grid) {
        let near: Chess.Side = scene.seat == Chess.Side.black.seat ? .black : .white
        var rest = rect
        drawPlayer(near.opponent, in: rest.cutTop(1), on: &grid)
        drawTaken(by: near.opponent, in: rest.cutTop(1), on: &grid)
        drawPlayer(near, in: rest.cutBottom(1), on: &grid)
        drawTaken(by: near, in: rest.cutBottom(1), on: &grid)
        drawMoves(in: rest, on: &grid)
    }

    private func drawPlayer(_ side: Chess.Side, in rect: Rect, on grid: inout Grid) {
        var rest = rect
        let arrow = scene.turn.contains(side.seat) ? scene.look("▸", ">") : " "
        grid.write(arrow, at: rest.cutLeft(1).origin, style: Ink.strong)
        let king = ChessBoard.sign(of: Chess.Piece(side, .king), scene.look)
        grid.write(king, at: rest.cutLeft(2).origin, style: Ink.seat(side.seat))
        let name = TextWidth.truncated(scene.name(of: side.seat), to: rest.size.columns, mark: scene.look("…", "~"))
        grid.write(name, at: rest.origin, style: side.seat == scene.seat ? Ink.strong : Ink.text)
    }

    /// The most valuable first.
    private func drawTaken(by side: Chess.Side, in rect: Rect, on grid: inout Grid) {
        let taken = Chess.Kind.allCases.reversed().flatMap { kind in
            scene.view.captured.filter { $0.side == side.opponent && $0.kind == kind }
        }
        let signs = taken.map { ChessBoard.sign(of: $0, scene.look) }.joined()
        let place = Position(column: rect.origin.column + 1, row: rect.origin.row)
        grid.write(signs, at: place, style: Ink.seat(side.opponent.seat), maxWidth: rect.size.columns - 1)
    }

    /// The last moves, the latest at the bottom.
    private func drawMoves(in rect: Rect, on grid: inout Grid) {
        let lines = rect.size.columns < 21 ? singleMoves : pairsOfMoves
        for (offset, line) in lines.suffix(rect.size.rows).enumerated() {
            let isLast = offset == min(lines.count, rect.size.rows) - 1
            grid.write(
                line, at: Position(column: rect.origin.column + 1, row: rect.origin.row + offset),
                style: isLast ? Ink.strong : Ink.text, maxWidth: rect.size.columns - 1)
        }
    }

    /// `12. Nf3` and `12... Nc6`.
    private var singleMoves: [String] {
        scene.view.moves.enumerated().map { index, move in
            let ply = scene.view.firstPly + index
            return "\(ply / 2 + 1)\(ply % 2 == 0 ? "." : "...") \(move)"
        }
    }

    /// `12. Nf3    Nc6`.
    private var pairsOfMoves: [String] {
        let first = scene.view.firstPly
        let moves = (first % 2 == 0 ? [] : ["..."]) + scene.view.moves
        return stride(from: 0, to: moves.count, by: 2).map { index in
            let number = TextWidth.padded("\((first + index) / 2 + 1).", to: 5)
            let reply = index + 1 < moves.count ? moves[index + 1] : ""
            return number + TextWidth.padded(moves[index], to: 8) + reply
        }
    }
}
