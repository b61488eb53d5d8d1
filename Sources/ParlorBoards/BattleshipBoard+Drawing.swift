import ParlorGames
public import Terminal

extension BattleshipBoard {
    /// One player's waters on the screen.
    struct Panel {
        let seat: Seat
        let column: Int
        /// The row of cells that is drawn first.
        let firstRow: Int
        /// A square is a cell and the column before it, in which brackets can open.
        let lattice: Lattice
    }

    private static let panelColumns = 23

    /// The waters that are drawn: the own ones at the left, the other ones at the right.
    static func panels(_ scene: Scene<Self>) -> [Panel] {
        let own = (scene.seat ?? 0) & 1
        let side = Battleship.Cell.side
        let isWide = isWide(scene)
        let lines = 2 + (isWide && hasFleetLines(scene) ? 1 : 0) + (hasHint(scene) ? 1 : 0)
        let rows = min(scene.size.rows - lines, side)
        let (cell, seat) = middle(scene)
        let first = min(max(cell.row - rows / 2, 0), side - rows)
        return (isWide ? [own, 1 - own] : [seat]).enumerated().map { index, seat in
            let column = index * (scene.size.columns - panelColumns)
            let lattice = Lattice(
                origin: Position(column: column + 2, row: 2), columns: side, rows: rows,
                square: Size(columns: 2, rows: 1))
            return Panel(seat: seat, column: column, firstRow: first, lattice: lattice)
        }
    }

    /// The cell that is always in sight, and whose waters are where there is room for one: those of the cursor, or of
    /// the last shot for who has no cursor.
    private static func middle(_ scene: Scene<Self>) -> (cell: Battleship.Cell, seat: Seat) {
        let cursor = scene.cursor
        if hasCursor(scene) { return (cursor.cell, cursor.isTurnedOver ? 1 - target(scene) : target(scene)) }
        let seat = scene.view.lastTarget ?? target(scene)
        return (scene.view.waters[seat].shots.last?.at ?? cursor.cell, seat)
    }

    private static func hasCursor(_ scene: Scene<Self>) -> Bool { scene.seat != nil && scene.outcome == nil }

    /// Whether there is room for the waters of both.
    private static func isWide(_ scene: Scene<Self>) -> Bool { scene.size.columns >= 2 * panelColumns + 2 }

    // Cells come before words where there are few rows.
    private static func hasFleetLines(_ scene: Scene<Self>) -> Bool { scene.size.rows >= 8 }
    private static func hasHint(_ scene: Scene<Self>) -> Bool { scene.size.rows >= 7 && hasCursor(scene) }

    public static func draw(_ scene: Scene<Self>, on grid: inout Grid) {
        let panels = panels(scene)
        for panel in panels {
            drawHeading(panel, scene, on: &grid)
            drawWaters(panel, scene, on: &grid)
            drawBrackets(panel, scene, on: &grid)
        }
        if panels.count == 1 {
            drawSidebar(scene, panels[0], on: &grid)
        } else if hasFleetLines(scene) {
            for panel in panels { drawFleetLine(panel, scene, on: &grid) }
        }
        guard hasHint(scene) else { return }
        grid.write(hint(scene), at: Position(column: 0, row: scene.size.rows - 1), style: Ink.faint)
    }

    /// Whose waters these are, an arrow at those whose turn it is, and the numbers of the columns.
    private static func drawHeading(_ panel: Panel, _ scene: Scene<Self>, on grid: inout Grid) {
        let isReady = scene.view.phase == .placing && scene.view.waters[panel.seat].ready
        let arrow = scene.turn.contains(panel.seat) ? scene.look("▸", ">") : " "
        let end = isReady ? " is ready" : ""
        let name = TextWidth.truncated(
            scene.name(of: panel.seat), to: panelColumns - 2 - end.count, mark: scene.look("…", "~"))
        grid.write(
            "\(arrow) \(name)\(end)", at: Position(column: panel.column, row: 0),
            style: panel.seat == scene.seat ? Ink.strong : Ink.text)
        for column in 0..<Battleship.Cell.side {
            let origin = panel.lattice.rect(column: column, row: 0).origin
            grid.write("\(column + 1)", at: Position(column: origin.column + 1, row: 1), style: Ink.faint)
        }
    }

    private static func drawWaters(_ panel: Panel, _ scene: Scene<Self>, on grid: inout Grid) {
        let marks = marks(of: panel.seat, scene)
        for row in 0..<panel.lattice.rows {
            let name = String("ABCDEFGHIJ".dropFirst(row + panel.firstRow).prefix(1))
            let origin = panel.lattice.rect(column: 0, row: row).origin
            grid.write(name, at: Position(column: panel.column, row: origin.row), style: Ink.faint)
            for column in 0..<Battleship.Cell.side {
                let cell = Battleship.Cell(row: row + panel.firstRow, column: column)
                let mark = cell.flatMap { marks[$0] } ?? (scene.look("·", "."), Ink.faint)
                let origin = panel.lattice.rect(column: column, row: row).origin
                grid.write(mark.text, at: Position(column: origin.column + 1, row: origin.row), style: mark.style)
            }
        }
    }

    /// What stands on the cells of a player's waters that are not empty.
    private static func marks(of seat: Seat, _ scene: Scene<Self>) -> [Battleship.Cell: (text: String, style: Style)] {
        let waters = scene.view.waters[seat]
        let sunk = Set(waters.shots.compactMap(\.sunk))
        var marks: [Battleship.Cell: (text: String, style: Style)] = [:]
        for shot in waters.shots {
            marks[shot.at] = shot.hit ? ("X", Ink.trouble) : (scene.look("○", "o"), Ink.text)
        }
        for ship in waters.ships {
            let isSunk = sunk.contains(ship.kind)
            for cell in ship.cells where isSunk || marks[cell] == nil {
                let letter = String(ship.kind.letter)
                marks[cell] = isSunk ? (letter.lowercased(), Ink.trouble) : (letter, Ink.seat(seat))
            }
        }
        if seat == scene.seat, let ship = shipAtCursor(scene) {
            let isFree = scene.moves.contains(.place(ship))
            for cell in ship.cells {
                marks[cell] = isFree ? (String(ship.kind.letter), Ink.legal) : ("!", Ink.trouble)
            }
        }
        return marks
    }

    /// Round brackets at the last shot, square ones at what is pointed at.
    private static func drawBrackets(_ panel: Panel, _ scene: Scene<Self>, on grid: inout Grid) {
        func bracket(_ cell: Battleship.Cell, _ left: String, _ right: String, _ style: Style) {
            guard (panel.firstRow..<panel.firstRow + panel.lattice.rows).contains(cell.row) else { return }
            let origin = panel.lattice.rect(column: cell.column, row: cell.row - panel.firstRow).origin
            grid.write(left, at: origin, style: style)
            grid.write(right, at: Position(column: origin.column + 2, row: origin.row), style: style)
        }
        let waters = scene.view.waters[panel.seat]
        if scene.view.lastTarget == panel.seat, let shot = waters.shots.last { bracket(shot.at, "(", ")", Ink.last) }
        guard hasCursor(scene), panel.seat == target(scene) else { return }
        let style = scene.moves.isEmpty ? Ink.faint : Ink.strong
        for cell in shipAtCursor(scene)?.cells ?? [scene.cursor.cell] { bracket(cell, "[", "]", style) }
    }

    /// Which ships are afloat and which are sunk, by their letters.
    private static func drawFleetLine(_ panel: Panel, _ scene: Scene<Self>, on grid: inout Grid) {
        let sunk = Set(scene.view.waters[panel.seat].shots.compactMap(\.sunk))
        let kinds = Battleship.Ship.Kind.allCases
        let afloat = kinds.filter { !sunk.contains($0) }.map { " \($0.letter)" }
        let below = kinds.filter(sunk.contains).map { " \($0.letter.lowercased())" }
        let parts = [afloat.isEmpty ? nil : "afloat\(afloat.joined())", below.isEmpty ? nil : "sunk\(below.joined())"]
        grid.write(
            parts.compactMap { $0 }.joined(separator: " "),
            at: Position(column: panel.column + 2, row: panel.lattice.frame.rows.upperBound), style: Ink.faint)
    }

    /// What the letters mean, beside waters that stand alone.
    private static func drawSidebar(_ scene: Scene<Self>, _ panel: Panel, on grid: inout Grid) {
        let sunk = Set(scene.view.waters[panel.seat].shots.compactMap(\.sunk))
        for (row, kind) in Battleship.Ship.Kind.allCases.enumerated() {
            let isSunk = sunk.contains(kind)
            let text = isSunk ? "\(kind.letter.lowercased()) \(kind) sunk" : "\(kind.letter) \(kind)"
            let column = panelColumns + 2
            grid.write(
                TextWidth.truncated(text, to: scene.size.columns - column, mark: ""),
                at: Position(column: column, row: row), style: isSunk ? Ink.trouble : Ink.text)
        }
    }

    /// What the keys do now.
    private static func hint(_ scene: Scene<Self>) -> String {
        if isPlacing(scene) {
            if scene.cursor.kind == nil { return "Enter ready  Del lift  or type auto" }
            return "Enter put  Space turn  " + (fleet(scene).isEmpty ? "or type auto" : "Del lift")
        }
        if scene.view.phase == .placing { return "the other fleet is not in place yet" }
        return "Enter shoots at \(scene.cursor.cell)" + (isWide(scene) ? "" : "  v other waters")
    }
}
