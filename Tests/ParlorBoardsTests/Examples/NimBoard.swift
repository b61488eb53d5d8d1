import ParlorBoards
import ParlorGames
import Terminal

/// Nim: up and down choose a heap, left and right how many of its sticks, and Enter takes them. A click on a stick takes
/// it and those to its right.
enum NimBoard: Board {
    typealias Rules = Nim
    typealias Cursor = Nim.Move

    static func keys(_ view: Nim.View) -> [KeyHint] {
        [("Up, Down", "choose a heap"), ("Left, Right", "more sticks, or fewer"), ("Enter", "take them")]
    }

    static func cursor(_ view: Nim.View, for seat: Seat?) -> Nim.Move { Nim.Move(heap: 0, take: 1) }

    static func isSound(_ view: Nim.View) -> Bool {
        (1...8).contains(view.heaps.count) && view.heaps.allSatisfy((0...9).contains)
    }

    static func minimumSize(_ view: Nim.View) -> Size { Size(columns: 30, rows: 2 + view.heaps.count) }
    static func idealSize(_ view: Nim.View) -> Size { Size(columns: 40, rows: 2 + view.heaps.count) }

    /// A row for each heap, and room for nine sticks in each.
    private static func lattice(_ scene: Scene<Self>) -> Lattice {
        Lattice(
            origin: Position(column: 2, row: 2), columns: 9, rows: scene.view.heaps.count,
            square: Size(columns: 3, rows: 1))
    }

    static func draw(_ scene: Scene<Self>, on grid: inout Grid) {
        let players = Rect(column: 0, row: 0, columns: grid.size.columns, rows: 1)
        scene.drawPlayers(count: 2, in: players, on: &grid) { ("\($0 + 1)", Ink.seat($0)) }
        for (heap, sticks) in scene.view.heaps.enumerated() {
            let isPointedAt = heap == scene.cursor.heap && !scene.moves.isEmpty
            let letter = lattice(scene).rect(column: 0, row: heap).origin
            grid.write(
                String(Nim.letters[heap]), at: Position(column: 0, row: letter.row),
                style: isPointedAt ? Ink.strong : Ink.faint)
            for stick in 0..<sticks {
                let isTaken = isPointedAt && stick >= sticks - scene.cursor.take
                let bar = scene.look("│", "|")
                grid.write(
                    isTaken ? "(\(bar))" : " \(bar) ", at: lattice(scene).rect(column: stick, row: heap).origin,
                    style: isTaken ? Ink.legal : Ink.text)
            }
        }
    }

    static func press(_ key: KeyPress, on scene: inout Scene<Self>) -> Response<Nim.Move> {
        switch key.key {
        case .up: point(at: scene.cursor.heap - 1, taking: 1, on: &scene)
        case .down: point(at: scene.cursor.heap + 1, taking: 1, on: &scene)
        case .left: point(at: scene.cursor.heap, taking: scene.cursor.take + 1, on: &scene)
        case .right: point(at: scene.cursor.heap, taking: scene.cursor.take - 1, on: &scene)
        case .enter: .play(scene.cursor)
        default: .ignored
        }
    }

    static func click(_ position: Position, on scene: inout Scene<Self>) -> Response<Nim.Move> {
        guard let (stick, heap) = lattice(scene).square(at: position), stick < scene.view.heaps[heap] else {
            return .ignored
        }
        scene.cursor = Nim.Move(heap: heap, take: scene.view.heaps[heap] - stick)
        return .play(scene.cursor)
    }

    static func settle(_ scene: inout Scene<Self>) {
        _ = point(at: scene.cursor.heap, taking: scene.cursor.take, on: &scene)
    }

    private static func point(at heap: Int, taking take: Int, on scene: inout Scene<Self>) -> Response<Nim.Move> {
        let heap = min(max(heap, 0), scene.view.heaps.count - 1)
        scene.cursor = Nim.Move(heap: heap, take: min(max(take, 1), max(scene.view.heaps[heap], 1)))
        return .moved
    }
}
