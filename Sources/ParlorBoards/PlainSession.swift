import ActorWire
import ParlorGames
import Terminal

/// A match of a game, or of rules, that this program does not know: it shows the view as it came, and lets the host read
/// what is typed.
struct PlainSession: BoardSession {
    let title: String
    var names: [String] = []
    var look = Look()
    private(set) var snapshot: MatchSnapshot?
    var keys: [KeyHint] { [("Up, Down, PageUp, PageDown", "scroll what is told of the match")] }
    var revision: Int { snapshot?.revision ?? 0 }
    private var lines: [String] = []
    private var first = 0

    init(title: String) { self.title = title }

    var minimumSize: Size { Size(columns: 20, rows: 3) }
    var idealSize: Size { Size(columns: 100, rows: lines.count + 2) }
    func rows(in size: Size) -> Int { min(idealSize.rows, size.rows) }

    mutating func update(_ new: MatchSnapshot) {
        if new.match == snapshot?.match, new.revision < revision { return }
        snapshot = new
        lines = JSONText.lines(of: new.view)
        first = min(first, max(lines.count - 1, 0))
    }

    mutating func apply(delta: Value, of match: String, revision: Int) -> DeltaResult { .missed }

    func draw(in size: Size) -> Grid {
        var grid = Grid(size: size)
        guard snapshot != nil else {
            grid.write(title, inMiddleOf: grid.bounds, style: Ink.faint)
            return grid
        }
        let told = "This program has no board for this version of \(title). Type a move, and the host reads it."
        let head = TextWidth.wrapped(told, to: size.columns)
        for (row, line) in head.enumerated() {
            grid.write(line, at: Position(column: 0, row: row), style: Ink.faint)
        }
        for (row, line) in lines.dropFirst(first).prefix(size.rows).enumerated() {
            grid.write(line, at: Position(column: 0, row: head.count + row))
        }
        return grid
    }

    mutating func press(_ key: KeyPress, in size: Size) -> Response<Choice> {
        guard key.modifiers.isEmpty else { return .ignored }
        let step =
            switch key.key {
            case .up: -1
            case .down: 1
            case .pageUp: -max(size.rows - 2, 1)
            case .pageDown: max(size.rows - 2, 1)
            default: 0
            }
        guard step != 0 else { return .ignored }
        first = min(max(first + step, 0), max(lines.count - 1, 0))
        return .moved
    }

    mutating func click(_ position: Position, in size: Size) -> Response<Choice> { .ignored }

    func choice(from text: String) throws(Rejection) -> Choice {
        guard snapshot?.seat != nil, snapshot?.outcome == nil else { throw noMove }
        return Choice(move: nil, text: text)
    }
}

extension Grid {
    /// Says how much room a board needs.
    static func tooSmall(_ title: String, size: Size, needed: Size, isPlaying: Bool) -> Grid {
        var grid = Grid(size: size)
        let told =
            "\(title) needs \(needed.columns) by \(needed.rows) cells; here are \(size.columns) by \(size.rows)."
            + (isPlaying ? " Moves can be typed." : "")
        for (row, line) in TextWidth.wrapped(told, to: size.columns).enumerated() {
            grid.write(line, at: Position(column: 0, row: row))
        }
        return grid
    }
}
