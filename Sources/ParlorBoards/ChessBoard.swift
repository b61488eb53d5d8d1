public import ParlorGames
public import Terminal

/// Chess: a cursor goes over the squares, Enter picks a piece up and puts it down, and a letter says what a pawn becomes.
///
/// The board is seen from the player's side. In ASCII White's pieces are upper case and Black's lower case. Marks stand on
/// both sides of a piece: `[ ]` the cursor, `< >` the piece picked up, `> <` what it can take (and a circle where it can
/// go), `( )` the last move, `+ +` check and `# #` mate. Where the cursor meets another mark it keeps the left side.
public enum ChessBoard: Board {
    public typealias Rules = Chess

    public struct Cursor: Sendable, Equatable {
        /// What the player points at.
        public var square: Chess.Square
        /// Where the piece stands that is picked up.
        public var picked: Chess.Square?
        /// Where the picked pawn goes once it is said what it becomes.
        public var promoting: Chess.Square?
    }

    public static func keys(_ view: Chess.View) -> [KeyHint] {
        [
            ("arrows", "move the cursor"),
            ("Enter, Space", "pick up a piece, and put it down"),
            ("Escape, Backspace", "let go of the piece"),
            ("q, r, b, n", "what a pawn becomes"),
        ]
    }

    public static func cursor(_ view: Chess.View, for seat: Seat?) -> Cursor {
        let side: Chess.Side = seat == Chess.Side.black.seat ? .black : .white
        return Cursor(square: view.position.king(of: side))
    }

    public static func isSound(_ view: Chess.View) -> Bool {
        view.firstPly >= 0 && view.moves.count <= 200 && view.captured.count <= 30
            && view.moves.allSatisfy { move in
                (2...7).contains(move.utf8.count) && move.utf8.allSatisfy { (0x21...0x7E).contains($0) }
            }
    }

    public static func minimumSize(_ view: Chess.View) -> Size { ChessLayout.smallest }
    public static func idealSize(_ view: Chess.View) -> Size { ChessLayout.ideal }

    /// Lets go of a piece that cannot move any more.
    public static func settle(_ scene: inout Scene<Self>) {
        guard let picked = scene.cursor.picked, !scene.moves.contains(where: { $0.from == picked }) else { return }
        letGo(on: &scene)
    }

    // MARK: Playing

    public static func press(_ key: KeyPress, on scene: inout Scene<Self>) -> Response<Chess.Move> {
        guard key.modifiers.isEmpty else { return .ignored }
        switch key.key {
        case .up: return point(columns: 0, rows: -1, on: &scene)
        case .down: return point(columns: 0, rows: 1, on: &scene)
        case .left: return point(columns: -1, rows: 0, on: &scene)
        case .right: return point(columns: 1, rows: 0, on: &scene)
        case .enter, .character(" "): return choose(scene.cursor.square, on: &scene)
        case .escape, .backspace:
            guard scene.cursor.picked != nil else { return .ignored }
            letGo(on: &scene)
            return .moved
        case .character(let letter): return promote(to: letter, on: &scene)
        default: return .ignored
        }
    }

    public static func click(_ position: Position, on scene: inout Scene<Self>) -> Response<Chess.Move> {
        let layout = ChessLayout(scene)
        if let letter = layout.promotion(at: position), scene.cursor.promoting != nil {
            return promote(to: letter, on: &scene)
        }
        guard let square = layout.square(at: position) else { return .ignored }
        scene.cursor.square = square
        scene.cursor.promoting = nil
        return choose(square, on: &scene)
    }

    private static func point(columns: Int, rows: Int, on scene: inout Scene<Self>) -> Response<Chess.Move> {
        let layout = ChessLayout(scene)
        let place = layout.place(of: scene.cursor.square)
        scene.cursor.square =
            layout.square(column: place.column + columns, row: place.row + rows) ?? scene.cursor.square
        scene.cursor.promoting = nil
        return .moved
    }

    /// Picks up what is there, or puts down there what is picked up.
    private static func choose(_ square: Chess.Square, on scene: inout Scene<Self>) -> Response<Chess.Move> {
        guard !scene.moves.isEmpty else {
            // There is no move at all: the session, which answers it, knows why.
            return .play(Chess.Move(from: square, to: square))
        }
        guard let picked = scene.cursor.picked else { return pickUp(square, on: &scene) }
        if picked == square, scene.cursor.promoting == nil {
            letGo(on: &scene)
            return .moved
        }
        let fitting = scene.moves.filter { $0.from == picked && $0.to == square }
        if fitting.count > 1 {
            scene.cursor.promoting = square
            return .moved
        }
        if let move = fitting.first { return play(move, on: &scene) }
        if scene.moves.contains(where: { $0.from == square }) { return pickUp(square, on: &scene) }
        return .refused(scene.view.position.refusal(of: Chess.Move(from: picked, to: square)).message)
    }

    private static func pickUp(_ square: Chess.Square, on scene: inout Scene<Self>) -> Response<Chess.Move> {
        guard !scene.moves.contains(where: { $0.from == square }) else {
            scene.cursor.picked = square
            return .moved
        }
        let position = scene.view.position
        guard let piece = position[square], piece.side == position.toMove else {
            return .refused(position.refusal(of: Chess.Move(from: square, to: square)).message)
        }
        return .refused("the \(piece.kind.name) on \(square) cannot move")
    }

    private static func promote(to letter: Character, on scene: inout Scene<Self>) -> Response<Chess.Move> {
        guard let from = scene.cursor.picked, let to = scene.cursor.promoting else { return .ignored }
        guard let kind = Chess.Kind(rawValue: letter.lowercased()), Chess.Kind.promotions.contains(kind) else {
            return .refused("a pawn becomes Q, R, B or N")
        }
        return play(Chess.Move(from: from, to: to, promote: kind), on: &scene)
    }

    private static func play(_ move: Chess.Move, on scene: inout Scene<Self>) -> Response<Chess.Move> {
        letGo(on: &scene)
        return .play(move)
    }

    private static func letGo(on scene: inout Scene<Self>) {
        scene.cursor.picked = nil
        scene.cursor.promoting = nil
    }
}
