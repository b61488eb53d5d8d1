extension Chess {
    /// White moves first and sits on seat 0.
    public enum Side: Int, Sendable, Hashable, CaseIterable {
        case white, black

        public var opponent: Side { self == .white ? .black : .white }
        public var seat: Seat { rawValue }
        /// The rank on which its king begins, and that on which the other's pawns promote.
        var homeRank: Int { self == .white ? 0 : 7 }
        /// Where its pawns go, in ranks.
        var forward: Int { self == .white ? 1 : -1 }
    }

    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        case pawn = "p"
        case knight = "n"
        case bishop = "b"
        case rook = "r"
        case queen = "q"
        case king = "k"

        /// What a pawn may become, the likeliest first.
        public static let promotions: [Kind] = [.queen, .rook, .bishop, .knight]

        /// The English word.
        public var name: String {
            switch self {
            case .pawn: "pawn"
            case .knight: "knight"
            case .bishop: "bishop"
            case .rook: "rook"
            case .queen: "queen"
            case .king: "king"
            }
        }

        /// As in algebraic notation: `N` for a knight, and `P` for a pawn where a pawn has to be named.
        public var letter: String { rawValue.uppercased() }
    }

    /// A piece, written as its letter in FEN: upper case for White.
    public struct Piece: Sendable, Hashable {
        public let side: Side
        public let kind: Kind

        public init(_ side: Side, _ kind: Kind) {
            self.side = side
            self.kind = kind
        }

        /// Nil for a letter that is no piece.
        public init?(letter: String) {
            guard letter.utf8.count == 1, let kind = Kind(rawValue: letter.lowercased()) else { return nil }
            self.init(letter == kind.rawValue ? .black : .white, kind)
        }

        public var letter: String { side == .white ? kind.letter : kind.rawValue }
    }
}

extension Chess.Piece: Codable {
    public init(from decoder: any Decoder) throws {
        let letter = try decoder.singleValueContainer().decode(String.self)
        guard let piece = Self(letter: letter) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "no piece has this letter"))
        }
        self = piece
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(letter)
    }
}
