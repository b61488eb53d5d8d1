import ParlorGames
public import Terminal

extension ChessBoard {
    public static func draw(_ scene: Scene<Self>, on grid: inout Grid) {
        let layout = ChessLayout(scene)
        if layout.lattice.gap > 0 { grid.drawLines(of: layout.lattice, look: scene.look) }
        drawNames(layout, scene, on: &grid)
        let targets = scene.moves.filter { $0.from == scene.cursor.picked }.map(\.to)
        for row in 0..<8 {
            for column in 0..<8 {
                guard let square = layout.square(column: column, row: row) else { continue }
                let look = look(of: square, scene, isTarget: targets.contains(square), isTight: layout.lattice.gap == 0)
                grid.write(look.text, at: layout.rect(of: square).origin, style: look.style)
            }
        }
        if let panel = layout.panel { ChessPanel(scene: scene).draw(in: panel, on: &grid) }
        if let players = layout.players {
            scene.drawPlayers(count: 2, in: players, on: &grid) { seat in
                let king = Chess.Piece(seat == 0 ? .white : .black, .king)
                return (sign(of: king, scene.look), Ink.seat(seat))
            }
        }
    }

    /// The ranks on the left; the files below, or what is asked there.
    private static func drawNames(_ layout: ChessLayout, _ scene: Scene<Self>, on grid: inout Grid) {
        for index in 0..<8 {
            guard let square = layout.square(column: index, row: index) else { continue }
            let row = layout.rect(of: square)
            let left = Position(column: layout.footer.origin.column, row: row.origin.row)
            grid.write(square.rankDigit, at: left, style: Ink.faint)
            let below = Rect(column: row.origin.column, row: layout.footer.origin.row, columns: 3, rows: 1)
            grid.write(square.fileLetter, inMiddleOf: below, style: Ink.faint)
        }
        guard scene.cursor.promoting != nil else { return }
        grid.fill(layout.footer)
        grid.write(ChessLayout.question, at: layout.footer.origin, style: Ink.strong)
    }

    // MARK: A square

    private static func look(
        of square: Chess.Square, _ scene: Scene<Self>, isTarget: Bool, isTight: Bool
    ) -> (text: String, style: Style) {
        let piece = scene.view.position[square]
        var style = piece.map { Ink.seat($0.side.seat) } ?? Ink.faint
        var middle = piece.map { sign(of: $0, scene.look) } ?? (isTight && !square.isLight ? scene.look("·", ".") : " ")
        if isTarget {
            style = Ink.legal
            if piece == nil { middle = scene.look("○", "o") }
        }
        var marks = marks(of: square, piece, scene, isTarget: isTarget)
        if isPointedAt(square, scene) {
            marks = ("[", marks.right == " " ? "]" : marks.right)
            style = style.adding(.reverse)
        }
        return (marks.left + middle + marks.right, style)
    }

    private static func isPointedAt(_ square: Chess.Square, _ scene: Scene<Self>) -> Bool {
        scene.cursor.square == square && scene.seat != nil && scene.outcome == nil
    }

    private static func marks(
        of square: Chess.Square, _ piece: Chess.Piece?, _ scene: Scene<Self>, isTarget: Bool
    ) -> (left: String, right: String) {
        let position = scene.view.position
        if scene.cursor.picked == square { return ("<", ">") }
        if isTarget { return piece == nil ? (" ", " ") : (">", "<") }
        if scene.view.check, piece == Chess.Piece(position.toMove, .king) {
            return position.isStuck ? ("#", "#") : ("+", "+")
        }
        if square == scene.view.last?.from || square == scene.view.last?.to { return ("(", ")") }
        return (" ", " ")
    }

    static func sign(of piece: Chess.Piece, _ look: Look) -> String {
        guard look.isUnicode else { return piece.letter }
        let isWhite = piece.side == .white
        return switch piece.kind {
        case .king: isWhite ? "♔" : "♚"
        case .queen: isWhite ? "♕" : "♛"
        case .rook: isWhite ? "♖" : "♜"
        case .bishop: isWhite ? "♗" : "♝"
        case .knight: isWhite ? "♘" : "♞"
        case .pawn: isWhite ? "♙" : "♟"
        }
    }
}
