import ParlorGames
import Terminal

/// Which part of the arena is seen, and where. The border belongs to the arena here: it is at -1 and at its width and
/// height.
struct TronWindow {
    /// Where it is drawn.
    let rect: Rect
    /// The cell of the arena in its top left corner.
    let first: Tron.Cell
    /// Whether a cell of the screen holds two of the arena, one above the other.
    let isHalved: Bool

    init(_ scene: Scene<TronBoard>) {
        let arena = scene.view.arena
        let width = arena.width + 2
        let height = arena.height + 2
        let fits = scene.size.columns >= width && scene.size.rows > height
        isHalved = !fits && scene.look.isUnicode && scene.look.hasColor

        let needed = isHalved ? (height + 1) / 2 : height
        let header = scene.size.rows >= needed + TronHeader.rows ? TronHeader.rows : 1
        rect = Rect(
            column: max(scene.size.columns - width, 0) / 2, row: header, columns: min(width, scene.size.columns),
            rows: min(needed, scene.size.rows - header))

        let bike = scene.view.bikes[scene.cursor.followed]
        let unit = isHalved ? 2 : 1
        let x = Self.first(around: bike.x + 1, of: width, showing: rect.size.columns, unit: 1)
        let y = Self.first(around: bike.y + 1, of: height, showing: rect.size.rows * unit, unit: unit)
        first = Tron.Cell(x: x - 1, y: y - 1)
    }

    /// A multiple of the unit to begin at, so that a quarter of what is shown lies on either side of a place, as far as
    /// there is so much.
    private static func first(around place: Int, of count: Int, showing shown: Int, unit: Int) -> Int {
        guard shown < count else { return 0 }
        let step = max(shown / 2 / unit * unit, unit)
        let wanted = (place - shown / 4) / step * step
        let last = (count - shown + unit - 1) / unit * unit
        return min(max(wanted, 0), last)
    }

    /// The cell of the arena that is seen at a position, the upper one of two; nil beside the window.
    func cell(at position: Position) -> Tron.Cell? {
        guard rect.contains(position) else { return nil }
        let row = position.row - rect.origin.row
        return Tron.Cell(
            x: first.x + position.column - rect.origin.column, y: first.y + (isHalved ? 2 * row : row))
    }
}
