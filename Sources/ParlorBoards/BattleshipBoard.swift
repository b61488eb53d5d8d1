public import ParlorGames
public import Terminal

/// Battleship: the waters of both players side by side, or one at a time where there is no room for both; rows that do
/// not fit scroll with the cursor.
///
/// Ships are letters, hits are `X`, misses are rings, and the letters of a sunk ship are small. The last shot stands in
/// round brackets, the cursor in square ones. While fleets are placed, Enter puts a ship down, Space turns it and Delete
/// takes it up; later Enter shoots. No letter with which a typed move begins is a key.
public enum BattleshipBoard: Board {
    public typealias Rules = Battleship

    public struct Cursor: Sendable, Equatable {
        public var cell: Battleship.Cell
        /// The kind that is placed next; nil when all are in place.
        public var kind: Battleship.Ship.Kind?
        /// Whether that ship lies along a column.
        public var isDown = false
        /// Whether to show the other waters where there is room for one only.
        public var isTurnedOver = false
    }

    public static func keys(_ view: Battleship.View) -> [KeyHint] {
        [
            ("arrows", "move the cursor"),
            ("Enter, Space", "shoot there"),
            ("v", "look at the other waters, where there is room for one"),
            ("Enter", "while fleets are placed: put the ship down; then: ready"),
            ("Space", "while fleets are placed: turn the ship"),
            ("Delete, Backspace", "while fleets are placed: take up the ship at the cursor"),
        ]
    }

    public static func cursor(_ view: Battleship.View, for seat: Seat?) -> Cursor {
        Cursor(cell: Battleship.Cell.all[Battleship.Cell.all.count * 4 / 9], kind: .carrier)
    }

    public static func isSound(_ view: Battleship.View) -> Bool {
        view.waters.count == 2 && view.turn.allSatisfy((0...1).contains) && (0...1).contains(view.lastTarget ?? 0)
            && view.waters.allSatisfy { waters in
                waters.ships.allSatisfy(\.fits) && Set(waters.ships.map(\.kind)).count == waters.ships.count
                    && Set(waters.shots.map(\.at)).count == waters.shots.count
            }
    }

    public static func minimumSize(_ view: Battleship.View) -> Size { Size(columns: 37, rows: 5) }
    public static func idealSize(_ view: Battleship.View) -> Size { Size(columns: 50, rows: 14) }

    /// A ship that is in place is not placed again.
    public static func settle(_ scene: inout Scene<Self>) {
        let placed = Set(fleet(scene).map(\.kind))
        if scene.cursor.kind.map(placed.contains) ?? true {
            scene.cursor.kind = Battleship.Ship.Kind.allCases.first { !placed.contains($0) }
        }
        point(scene.cursor.cell.row, scene.cursor.cell.column, on: &scene)
    }

    static func isPlacing(_ scene: Scene<Self>) -> Bool {
        guard let seat = scene.seat, scene.view.phase == .placing else { return false }
        return !scene.view.waters[seat & 1].ready
    }

    /// The own ships.
    static func fleet(_ scene: Scene<Self>) -> [Battleship.Ship] {
        scene.seat.map { scene.view.waters[$0 & 1].ships } ?? []
    }

    /// The ship that Enter would put down.
    static func shipAtCursor(_ scene: Scene<Self>) -> Battleship.Ship? {
        guard isPlacing(scene), let kind = scene.cursor.kind else { return nil }
        return Battleship.Ship(kind: kind, at: scene.cursor.cell, down: scene.cursor.isDown)
    }

    /// Whose waters the cursor is in.
    static func target(_ scene: Scene<Self>) -> Seat {
        let own = (scene.seat ?? 0) & 1
        return scene.view.phase == .placing ? own : 1 - own
    }

    // MARK: Playing

    public static func press(_ key: KeyPress, on scene: inout Scene<Self>) -> Response<Battleship.Move> {
        guard key.modifiers.isEmpty else { return .ignored }
        let cell = scene.cursor.cell
        switch key.key {
        case .up: return point(cell.row - 1, cell.column, on: &scene)
        case .down: return point(cell.row + 1, cell.column, on: &scene)
        case .left: return point(cell.row, cell.column - 1, on: &scene)
        case .right: return point(cell.row, cell.column + 1, on: &scene)
        case .character("v"):
            scene.cursor.isTurnedOver.toggle()
            return .moved
        case .character(" ") where isPlacing(scene): return turn(on: &scene)
        case .enter, .character(" "): return isPlacing(scene) ? put(on: &scene) : shoot(at: cell, scene)
        case .delete, .backspace: return isPlacing(scene) ? lift(on: &scene) : .ignored
        default: return .ignored
        }
    }

    public static func click(_ position: Position, on scene: inout Scene<Self>) -> Response<Battleship.Move> {
        guard scene.outcome == nil, let panel = panels(scene).first(where: { $0.seat == target(scene) }),
            let square = panel.lattice.square(at: position),
            let cell = Battleship.Cell(row: square.row + panel.firstRow, column: square.column)
        else { return .ignored }
        guard isPlacing(scene) else {
            scene.cursor.cell = cell
            return shoot(at: cell, scene)
        }
        if let ship = fleet(scene).first(where: { $0.cells.contains(cell) }) { return .play(.lift(ship.kind)) }
        point(cell.row, cell.column, on: &scene)
        return scene.cursor.kind == nil ? .moved : put(on: &scene)
    }

    /// Puts down the ship at the cursor; with none left, the fleet is ready.
    private static func put(on scene: inout Scene<Self>) -> Response<Battleship.Move> {
        guard let ship = shipAtCursor(scene) else { return .play(.ready) }
        guard scene.moves.contains(.place(ship)) else { return .refused("another ship is in the way") }
        return .play(.place(ship))
    }

    private static func shoot(at cell: Battleship.Cell, _ scene: Scene<Self>) -> Response<Battleship.Move> {
        if scene.view.waters[target(scene)].shots.contains(where: { $0.at == cell }) {
            return .refused("you have shot at \(cell) before")
        }
        return .play(.shoot(cell))
    }

    private static func turn(on scene: inout Scene<Self>) -> Response<Battleship.Move> {
        scene.cursor.isDown.toggle()
        return point(scene.cursor.cell.row, scene.cursor.cell.column, on: &scene)
    }

    /// Takes up the ship at the cursor, which is placed next.
    private static func lift(on scene: inout Scene<Self>) -> Response<Battleship.Move> {
        guard let ship = fleet(scene).first(where: { $0.cells.contains(scene.cursor.cell) }) else {
            return .refused("point at the ship to take up")
        }
        scene.cursor.kind = ship.kind
        return .play(.lift(ship.kind))
    }

    /// Moves the cursor, as far as the board goes for it and for the ship that lies there.
    @discardableResult
    private static func point(_ row: Int, _ column: Int, on scene: inout Scene<Self>) -> Response<Battleship.Move> {
        let length = shipAtCursor(scene)?.kind.length ?? 1
        let last = Battleship.Cell.side - 1
        let rows = 0...(scene.cursor.isDown ? last - (length - 1) : last)
        let columns = 0...(scene.cursor.isDown ? last : last - (length - 1))
        let cell = Battleship.Cell(
            row: min(max(row, rows.lowerBound), rows.upperBound),
            column: min(max(column, columns.lowerBound), columns.upperBound))
        scene.cursor.cell = cell ?? scene.cursor.cell
        return .moved
    }
}

extension Battleship.Ship.Kind {
    /// How its cells are drawn.
    var letter: Character {
        switch self {
        case .carrier: "C"
        case .battleship: "B"
        case .destroyer: "D"
        case .submarine: "S"
        case .patrol: "P"
        }
    }
}
