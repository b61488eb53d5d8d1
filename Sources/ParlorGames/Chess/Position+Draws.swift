extension Chess {
    /// Stands for a position in counting repetitions: two with the same pieces, side to move and possible moves have the
    /// same. That two others share one is as unlikely as with any 64 random bits.
    public struct PositionKey: Sendable, Hashable {
        fileprivate var bits: UInt64
    }
}

extension Chess.Position {
    /// Zobrist's hash ("A New Hashing Method with Application for Game Playing", 1970).
    var key: Chess.PositionKey {
        var bits: UInt64 = 0
        for (number, kind) in Chess.Kind.allCases.enumerated() {
            for square in self[kind] {
                let piece = white.contains(square) ? number : number + 6
                bits ^= Self.randomBits[piece * 64 + square.index]
            }
        }
        bits ^= Self.randomBits[12 * 64 + Int(castling.rawValue)]
        // Only a capture that is legal makes the position another one: FIDE Laws of Chess 9.2.3.1.
        if let enPassant, legalMoves.contains(where: { $0.to == enPassant && pawns.contains($0.from) }) {
            bits ^= Self.randomBits[12 * 64 + 16 + enPassant.file]
        }
        return Chess.PositionKey(bits: toMove == .white ? bits : ~bits)
    }

    /// For 12 pieces on 64 squares, 16 sets of castlings, and 8 files. Stored matches hold keys made of them.
    private static let randomBits: [UInt64] = {
        var rng = SeededRandom(seed: 0x43_6865_7373)
        return (0..<12 * 64 + 16 + 8).map { _ in rng.next() }
    }()

    /// Whether no moves whatever can lead to mate, for want of material: kings alone, with one knight, or with bishops on
    /// squares of one colour. That blocked pawns can have the same effect goes unnoticed; fifty moves end those.
    public var isDead: Bool {
        guard (pawns | rooks | queens).isEmpty else { return false }
        if bishops.isEmpty { return knights.count <= 1 }
        let light = bishops & .light
        return knights.isEmpty && (light.isEmpty || light == bishops)
    }
}

/// As hexadecimal text, since readers of JSON in other languages round large numbers.
extension Chess.PositionKey: Codable {
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let bits = UInt64(text, radix: 16) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "a position's key is a hexadecimal number"))
        }
        self.bits = bits
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(String(bits, radix: 16))
    }
}
