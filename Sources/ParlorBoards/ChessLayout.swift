import ParlorGames
import Terminal

/// Where the parts of a chess board stand: the squares, their names on the left and below, and beside them, where there
/// is room, the players and their moves.
struct ChessLayout {
    let lattice: Lattice
    /// Where the files are named, and where it is asked what a pawn becomes.
    let footer: Rect
    /// Players, captured pieces and moves.
    let panel: Rect?
    /// The players in one row, where there is no panel.
    let players: Rect?
    private let isFlipped: Bool

    static let smallest = Size(columns: 26, rows: 9)
    static let ideal = Size(columns: lined.columns + gutter + 22, rows: lined.rows)
    static let question = "becomes Q, R, B or N?"
    private static let lined = Size(columns: 2 + 33, rows: 17 + 1)
    private static let gutter = 2
    private static let narrowestPanel = 12

    init(_ scene: Scene<ChessBoard>) {
        let hasPanel = { (board: Size) in scene.size.columns >= board.columns + Self.gutter + Self.narrowestPanel }
        let hasLines = scene.size.rows >= Self.lined.rows && hasPanel(Self.lined)
        let board = hasLines ? Self.lined : Self.smallest
        var rest = Rect(size: scene.size)
        var place: Rect
        if hasPanel(board) {
            place = rest.cutLeft(board.columns).centered(board)
            _ = rest.cutLeft(Self.gutter)
            (players, panel) = (nil, rest)
        } else {
            (players, panel) = (rest.size.rows > board.rows ? rest.cutTop(1) : nil, nil)
            place = rest.centered(board)
        }
        footer = place.cutBottom(1)
        let gap = hasLines ? 1 : 0
        lattice = Lattice(
            origin: Position(column: place.origin.column + 2 + gap, row: place.origin.row + gap), columns: 8, rows: 8,
            square: Size(columns: 3, rows: 1), gap: gap)
        isFlipped = scene.seat == Chess.Side.black.seat
    }

    /// The place of a square, from the top left.
    func place(of square: Chess.Square) -> (column: Int, row: Int) {
        isFlipped ? (7 - square.file, square.rank) : (square.file, 7 - square.rank)
    }

    func square(column: Int, row: Int) -> Chess.Square? {
        isFlipped ? Chess.Square(file: 7 - column, rank: row) : Chess.Square(file: column, rank: 7 - row)
    }

    func rect(of square: Chess.Square) -> Rect {
        let place = place(of: square)
        return lattice.rect(column: place.column, row: place.row)
    }

    func square(at position: Position) -> Chess.Square? {
        lattice.square(at: position).flatMap { square(column: $0.column, row: $0.row) }
    }

    /// The letter of ``question`` at a cell of the footer.
    func promotion(at position: Position) -> Character? {
        guard footer.contains(position) else { return nil }
        let offset = position.column - footer.origin.column
        guard let letter = Self.question.dropFirst(offset).first, "QRBN".contains(letter) else { return nil }
        return letter
    }
}
