extension Chess {
    public struct Options: Codable, Sendable, Equatable, DefaultOptions {
        /// The position to begin from, in Forsyth-Edwards notation; nil for the usual one.
        public var fen: String?

        public static var names: [String] { ["fen"] }

        public init() {}
        public init(fen: String?) { self.fen = fen }
    }

    public struct State: Codable, Sendable, Equatable {
        public internal(set) var position: Position
        var last: Move?
        /// The last moves, as people write them.
        var moves: [String] = []
        var captured: [Piece] = []
        /// The positions since a pawn moved or a piece was taken: at most 101, as fifty moves end a match.
        var history: [PositionKey]
        var outcome: Outcome?

        init(position: Position) {
            self.position = position
            history = [position.key]
        }
    }

    /// All that there is to see, for everybody.
    public struct View: Codable, Sendable, Equatable {
        public var position: Position
        /// Whether the side to move is in check.
        public var check: Bool
        public var last: Move?
        /// The last moves in standard algebraic notation, at most ``Chess/notedMoves``; the last of them led here.
        public var moves: [String]
        /// What was taken, in order.
        public var captured: [Piece]
        /// The positions that draw when they come once more.
        public var twice: [PositionKey]
        public var outcome: Outcome?
    }

    /// How many moves of both sides a view lists.
    public static var notedMoves: Int { 80 }
}

extension Chess.State {
    /// Plays one of the legal moves.
    mutating func play(_ move: Chess.Move) {
        moves.append(position.san(move))
        if moves.count > Chess.notedMoves { moves.removeFirst() }
        if let piece = position.captured(by: move)?.piece { captured.append(piece) }
        position = position.after(move)
        last = move
        if position.quietMoves == 0 { history = [] }
        history.append(position.key)
    }

    /// How often the position has been on the board, this time included.
    var repetitions: Int {
        let now = history.last
        return history.count { $0 == now }
    }

    var keysSeenTwice: [Chess.PositionKey] {
        history.indices.filter { history[..<$0].contains(history[$0]) }.map { history[$0] }
    }
}

extension Chess.View {
    /// The number of the first of ``moves``, counted in moves of either side from 0 at the start of a game.
    public var firstPly: Int {
        (position.number - 1) * 2 + (position.toMove == .black ? 1 : 0) - moves.count
    }
}
