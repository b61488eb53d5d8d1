public import ParlorGames
public import Terminal

/// Connect Four: a cursor goes from column to column, and Enter drops a disc there.
///
/// Each player has a sign of their own. The last disc stands in round brackets, those of the winning line in square ones.
/// Numbers stand below the columns that can be played.
public enum ConnectFourBoard: Board {
    public typealias Rules = ConnectFour
    /// The column that is pointed at.
    public typealias Cursor = Int

    public static func keys(_ view: ConnectFour.View) -> [KeyHint] {
        [
            ("Left, Right, Home, End", "choose a column"),
            ("Enter, Space, Down", "drop a disc there"),
            ("1…\(view.columns.count)", "drop a disc into the column of that number"),
        ]
    }

    public static func cursor(_ view: ConnectFour.View, for seat: Seat?) -> Int { view.columns.count / 2 }

    public static func isSound(_ view: ConnectFour.View) -> Bool {
        (1...9).contains(view.columns.count) && (1...9).contains(view.rows)
            && view.columns.allSatisfy { $0.count <= view.rows && $0.allSatisfy((0...1).contains) }
    }

    public static func minimumSize(_ view: ConnectFour.View) -> Size {
        Size(columns: 3 * view.columns.count, rows: view.rows + 3)
    }

    public static func idealSize(_ view: ConnectFour.View) -> Size {
        Size(columns: 4 * view.columns.count + 1, rows: 2 * view.rows + 4)
    }

    /// With lines around the cells or without: nothing is between.
    public static func size(_ scene: Scene<Self>) -> Size {
        let rows = hasLines(scene) ? scene.size.rows : minimumSize(scene.view).rows
        return Size(columns: scene.size.columns, rows: rows)
    }

    private static func hasLines(_ scene: Scene<Self>) -> Bool { scene.size == idealSize(scene.view) }

    /// The players stand in the first row, the cursor in the second, and the numbers in the last.
    private static func lattice(_ scene: Scene<Self>) -> Lattice {
        let gap = hasLines(scene) ? 1 : 0
        let width = (3 + gap) * scene.view.columns.count - gap
        return Lattice(
            origin: Position(column: (scene.size.columns - width) / 2, row: 2 + gap),
            columns: scene.view.columns.count, rows: scene.view.rows, square: Size(columns: 3, rows: 1), gap: gap)
    }

    // MARK: Drawing

    public static func draw(_ scene: Scene<Self>, on grid: inout Grid) {
        let lattice = lattice(scene)
        scene.drawPlayers(count: 2, in: grid.bounds, on: &grid) { (sign(of: $0, scene.look), Ink.seat($0)) }
        if lattice.gap == 1 { grid.drawLines(of: lattice, look: scene.look) }
        for column in 0..<lattice.columns {
            for row in 0..<lattice.rows { drawDisc(scene, column, row, lattice, on: &grid) }
            drawNumber(scene, column, lattice, on: &grid)
        }
        guard scene.seat != nil, scene.outcome == nil else { return }
        let arrow = Rect(origin: lattice.rect(column: scene.cursor, row: 0).origin, size: lattice.square)
        let above = Rect(column: arrow.origin.column, row: 1, columns: 3, rows: 1)
        grid.write(scene.look("▼", "v"), inMiddleOf: above, style: scene.moves.isEmpty ? Ink.faint : Ink.strong)
    }

    /// - Parameter row: From the top.
    private static func drawDisc(
        _ scene: Scene<Self>, _ column: Int, _ row: Int, _ lattice: Lattice, on grid: inout Grid
    ) {
        let cell = ConnectFour.Cell(column: column, row: lattice.rows - 1 - row)
        let rect = lattice.rect(column: column, row: row)
        guard let seat = scene.view[cell.column, cell.row] else {
            if lattice.gap == 0 { grid.write(scene.look("·", "."), inMiddleOf: rect, style: Ink.faint) }
            return
        }
        let sign = sign(of: seat, scene.look)
        let isWon = scene.view.line.contains(cell)
        let text = isWon ? "[\(sign)]" : scene.view.last == cell ? "(\(sign))" : " \(sign) "
        grid.write(text, at: rect.origin, style: isWon ? Ink.seat(seat).adding(.reverse) : Ink.seat(seat))
    }

    private static func drawNumber(_ scene: Scene<Self>, _ column: Int, _ lattice: Lattice, on grid: inout Grid) {
        let isFull = scene.view.columns[column].count >= scene.view.rows
        let isLegal = scene.moves.contains(ConnectFour.Move(drop: column))
        let below = Rect(
            column: lattice.rect(column: column, row: 0).origin.column, row: lattice.frame.rows.upperBound,
            columns: 3, rows: 1)
        grid.write(isFull ? "-" : "\(column + 1)", inMiddleOf: below, style: isLegal ? Ink.legal : Ink.faint)
    }

    private static func sign(of seat: Seat, _ look: Look) -> String { seat == 0 ? look("●", "X") : look("○", "O") }

    // MARK: Playing

    public static func press(_ key: KeyPress, on scene: inout Scene<Self>) -> Response<ConnectFour.Move> {
        guard key.modifiers.isEmpty else { return .ignored }
        switch key.key {
        case .left: return point(at: scene.cursor - 1, on: &scene)
        case .right: return point(at: scene.cursor + 1, on: &scene)
        case .home: return point(at: 0, on: &scene)
        case .end: return point(at: scene.view.columns.count - 1, on: &scene)
        case .enter, .down, .character(" "): return drop(scene.cursor, on: &scene)
        case .character(let character):
            guard let number = character.wholeNumberValue, (1...scene.view.columns.count).contains(number) else {
                return .ignored
            }
            return drop(number - 1, on: &scene)
        default: return .ignored
        }
    }

    public static func click(_ position: Position, on scene: inout Scene<Self>) -> Response<ConnectFour.Move> {
        let lattice = lattice(scene)
        // All of a column is meant, with what stands above and below it.
        let inTop = Position(column: position.column, row: lattice.origin.row)
        guard position.row > 0, let square = lattice.square(at: inTop) else { return .ignored }
        return drop(square.column, on: &scene)
    }

    private static func point(at column: Int, on scene: inout Scene<Self>) -> Response<ConnectFour.Move> {
        scene.cursor = min(max(column, 0), scene.view.columns.count - 1)
        return .moved
    }

    private static func drop(_ column: Int, on scene: inout Scene<Self>) -> Response<ConnectFour.Move> {
        scene.cursor = column
        guard scene.view.columns[column].count < scene.view.rows else {
            return .refused("column \(column + 1) is full")
        }
        return .play(ConnectFour.Move(drop: column))
    }
}
