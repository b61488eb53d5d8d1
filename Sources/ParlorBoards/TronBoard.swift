public import ParlorGames
public import Terminal

/// Tron: a cell of the arena is a cell of the screen, or half of one where the screen is low.
///
/// A bike is its number, the own one an `@`; whose wall it is shows in its filling. Where not all of the arena fits, a
/// window shows what is around one bike. It moves by half its size, since a window that moved with the bike would have
/// to be painted anew at every tick.
public enum TronBoard: Board {
    public typealias Rules = Tron

    public struct Cursor: Sendable, Equatable {
        /// The seat whose bike stays in sight.
        var followed: Seat
        /// The key that was pressed last: one that is held down turns once.
        var turned: Tron.Direction?
    }

    public static func keys(_ view: Tron.View) -> [KeyHint] {
        [
            ("arrows, WASD, hjkl", "turn"),
            ("1…\(view.bikes.count)", "keep the bike of that number in sight, once your own is out"),
        ]
    }

    public static func cursor(_ view: Tron.View, for seat: Seat?) -> Cursor {
        Cursor(followed: seat ?? view.riders.first ?? 0)
    }

    public static func isSound(_ view: Tron.View) -> Bool {
        Tron.info.seats.contains(view.bikes.count) && (0...99).contains(view.ticks)
            && (1...99).contains(view.rounds) && (1...view.rounds).contains(view.round)
            && view.bikes.allSatisfy { view.arena.contains($0.cell) && (0...99).contains($0.wins) }
    }

    public static func minimumSize(_ view: Tron.View) -> Size { Size(columns: 20, rows: 6) }

    public static func idealSize(_ view: Tron.View) -> Size {
        let columns = max(view.arena.width + 2, TronHeader.columns)
        return Size(columns: columns, rows: view.arena.height + 2 + TronHeader.rows)
    }

    /// Halved, the arena leaves rows below it.
    public static func size(_ scene: Scene<Self>) -> Size {
        Size(columns: scene.size.columns, rows: TronWindow(scene).rect.rows.upperBound)
    }

    /// Lets the eye of who has nobody to ride for go on to somebody who rides.
    public static func settle(_ scene: inout Scene<Self>) {
        let bikes = scene.view.bikes
        if !bikes.indices.contains(scene.cursor.followed) { scene.cursor.followed = 0 }
        guard scene.seat == nil, !bikes[scene.cursor.followed].isRiding else { return }
        scene.cursor.followed = scene.view.riders.first ?? scene.cursor.followed
    }

    public static func draw(_ scene: Scene<Self>, on grid: inout Grid) {
        let window = TronWindow(scene)
        TronHeader(scene: scene, rows: window.rect.origin.row).draw(on: &grid)
        TronArena(scene: scene, window: window).draw(on: &grid)
    }

    // MARK: Playing

    public static func press(_ key: KeyPress, on scene: inout Scene<Self>) -> Response<Tron.Move> {
        guard key.modifiers.isEmpty else { return .ignored }
        switch key.key {
        case .left, .character("a"), .character("h"): return turn(.left, on: &scene)
        case .right, .character("d"), .character("l"): return turn(.right, on: &scene)
        case .up, .character("w"), .character("k"): return turn(.up, on: &scene)
        case .down, .character("s"), .character("j"): return turn(.down, on: &scene)
        case .character(let digit): return follow(digit.wholeNumberValue, on: &scene)
        default: return .ignored
        }
    }

    private static func turn(_ direction: Tron.Direction, on scene: inout Scene<Self>) -> Response<Tron.Move> {
        guard let seat = scene.seat, scene.view.canTurn(seat) else { return .play(Tron.Move(turn: direction)) }
        let isHeld = scene.cursor.turned == direction && scene.view.bikes[seat].heading == direction
        scene.cursor.turned = direction
        return isHeld ? .moved : .play(Tron.Move(turn: direction))
    }

    /// Somebody else's bike can be followed by who does not ride.
    private static func follow(_ number: Int?, on scene: inout Scene<Self>) -> Response<Tron.Move> {
        guard let number, scene.view.bikes.indices.contains(number - 1), scene.moves.isEmpty else { return .ignored }
        scene.cursor.followed = number - 1
        return .moved
    }

    /// The bike turns towards the side of it that was clicked.
    public static func click(_ position: Position, on scene: inout Scene<Self>) -> Response<Tron.Move> {
        guard let seat = scene.seat, scene.view.canTurn(seat),
            let cell = TronWindow(scene).cell(at: position)
        else { return .ignored }
        let bike = scene.view.bikes[seat]
        switch bike.heading {
        case .left, .right:
            return cell.y == bike.y ? .ignored : turn(cell.y < bike.y ? .up : .down, on: &scene)
        case .up, .down:
            return cell.x == bike.x ? .ignored : turn(cell.x < bike.x ? .left : .right, on: &scene)
        }
    }
}
