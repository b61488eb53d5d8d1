/// Connect Four: two players drop discs into columns, and four in a row win.
///
/// A move is coded as `{"drop": 3}`, the column counted from 0 at the left. A view is coded as
///
///     {"rows": 6, "columns": [[], [], [], [0, 1], [0], [], []], "turn": 1,
///      "last": {"column": 4, "row": 0}, "line": []}
///
/// where each column lists the seats of its discs from the bottom up, `turn` is absent once the match is over, `last` is
/// absent before the first move, and `line` holds the cells of the discs that won.
public enum ConnectFour: Game {
    public static let info = GameInfo(
        id: "connect4", title: "Connect Four", seats: 2...2, moveTime: 60, showsMoves: true,
        help: """
            Take turns to drop a disc into a column: it falls to the lowest free cell. Whoever first has four in a row \
            wins: side by side, one on the other, or diagonally. A full board is a draw.
            Type the number of a column, counted from 1 at the left: 4
            Options. columns=7: 4 to 8. rows=6: 4 to 7.
            """)

    /// The size of the board: 4 to 8 columns and 4 to 7 rows; 7 and 6 where nothing is said.
    public struct Options: Codable, Sendable, Hashable, DefaultOptions {
        public var columns = 7
        public var rows = 6

        public static var names: [String] { ["columns", "rows"] }

        public init() {}

        public init(columns: Int, rows: Int) {
            self.columns = columns
            self.rows = rows
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            columns = try fields.decodeIfPresent(Int.self, forKey: .columns) ?? columns
            rows = try fields.decodeIfPresent(Int.self, forKey: .rows) ?? rows
        }
    }

    public struct Move: Codable, Sendable, Hashable {
        /// The column, counted from 0 at the left.
        public var drop: Int

        public init(drop: Int) { self.drop = drop }
    }

    public struct Cell: Codable, Sendable, Hashable {
        /// Counted from 0 at the left.
        public var column: Int
        /// Counted from 0 at the bottom.
        public var row: Int

        public init(column: Int, row: Int) {
            self.column = column
            self.row = row
        }
    }

    public struct State: Codable, Sendable, Equatable {
        public let rows: Int
        /// The seats of the discs in each column, from the bottom up.
        public internal(set) var columns: [[Seat]]
        public internal(set) var last: Cell?
        /// The cells of the discs that won.
        public internal(set) var line: [Cell] = []
        var walkover: Outcome?
    }

    /// What everybody sees: nothing is hidden.
    public struct View: Codable, Sendable, Equatable {
        public var rows: Int
        /// The seats of the discs in each column, from the bottom up.
        public var columns: [[Seat]]
        /// Whose turn it is; nil when the match is over.
        public var turn: Seat?
        public var last: Cell?
        /// The cells of the discs that won: four or more, in no order.
        public var line: [Cell]

        /// Whose disc lies in a cell; nil when it is empty or not on the board.
        public subscript(column: Int, row: Int) -> Seat? {
            columns.indices.contains(column) ? columns[column].disc(at: row) : nil
        }
    }

    public static func start(_ options: Options, seats: Int, rng: inout SeededRandom) throws(Rejection) -> State {
        guard (4...8).contains(options.columns), (4...7).contains(options.rows) else {
            throw Rejection("size", "a board has 4 to 8 columns and 4 to 7 rows")
        }
        return State(rows: options.rows, columns: Array(repeating: [], count: options.columns))
    }

    public static func turn(_ state: State) -> Turn {
        let discs = state.columns.reduce(0) { $0 + $1.count }
        let isOver = state.walkover != nil || !state.line.isEmpty || discs == state.columns.count * state.rows
        return isOver ? .over : .seats([discs % 2])
    }

    public static func apply(
        _ move: Move, by seat: Seat, to state: inout State, rng: inout SeededRandom
    ) throws(Rejection) {
        guard state.columns.indices.contains(move.drop) else { throw noColumn(of: state.columns.count) }
        let cell = Cell(column: move.drop, row: state.columns[move.drop].count)
        guard cell.row < state.rows else { throw Rejection("full", "that column is full") }
        state.columns[cell.column].append(seat)
        state.last = cell
        state.line = line(of: seat, through: cell, in: state.columns)
    }

    public static func forfeit(_ seat: Seat, for cause: Forfeit, in state: inout State, rng: inout SeededRandom) {
        state.walkover = .win(by: 1 - seat, of: 2, cause.reason(of: 2))
    }

    public static func view(_ state: State, for audience: Audience) -> View {
        var turn: Seat?
        if case .seats(let seats) = Self.turn(state) { turn = seats.first }
        return View(rows: state.rows, columns: state.columns, turn: turn, last: state.last, line: state.line)
    }

    public static func moves(_ view: View, for seat: Seat) -> [Move] {
        guard view.turn == seat else { return [] }
        return view.columns.indices.filter { view.columns[$0].count < view.rows }.map(Move.init)
    }

    public static func outcome(_ state: State) -> Outcome? {
        guard turn(state) == .over else { return nil }
        if let walkover = state.walkover { return walkover }
        guard let cell = state.line.first else { return .draw(of: 2, "the board is full") }
        return .win(by: state.columns[cell.column][cell.row], of: 2, "four in a row")
    }

    public static func move(from text: String, in view: View, for seat: Seat) throws(Rejection) -> Move {
        guard let number = Int(text), (1...max(view.columns.count, 1)).contains(number) else {
            throw noColumn(of: view.columns.count)
        }
        return Move(drop: number - 1)
    }

    // Wraps around, since a move of whatever origin can be asked for its text.
    public static func text(of move: Move, in view: View) -> String { String(move.drop &+ 1) }

    private static func noColumn(of count: Int) -> Rejection {
        Rejection("no_column", "type the number of a column, 1 to \(count)")
    }

    /// All discs of a seat that lie in a row of four or more through the cell.
    private static func line(of seat: Seat, through cell: Cell, in columns: [[Seat]]) -> [Cell] {
        var line: [Cell] = []
        for (right, up) in [(1, 0), (0, 1), (1, 1), (1, -1)] {
            let others = [1, -1].flatMap { run(of: seat, from: cell, right * $0, up * $0, in: columns) }
            if others.count >= 3 { line += others }
        }
        return line.isEmpty ? [] : [cell] + line
    }

    /// The discs of a seat next to the cell, in one direction without a gap.
    private static func run(
        of seat: Seat, from cell: Cell, _ right: Int, _ up: Int, in columns: [[Seat]]
    ) -> [Cell] {
        var run: [Cell] = []
        var next = Cell(column: cell.column + right, row: cell.row + up)
        while columns.indices.contains(next.column), columns[next.column].disc(at: next.row) == seat {
            run.append(next)
            next = Cell(column: next.column + right, row: next.row + up)
        }
        return run
    }
}

extension [Seat] {
    /// Whose disc lies at a height in a column; nil when there is none.
    fileprivate func disc(at row: Int) -> Seat? { indices.contains(row) ? self[row] : nil }
}
