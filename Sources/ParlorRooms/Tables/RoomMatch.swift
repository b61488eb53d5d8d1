internal import ActorWire
internal import ParlorGames

/// The match of a game room, under way or the last one, as the room keeps it: a record to be restored from, and what is
/// not the rules' business.
struct RoomMatch: Codable, Sendable {
    /// Random, and told to everybody.
    let id: String
    /// In 16 hexadecimal digits; secret until the end.
    let seed: String
    /// SHA-256 of the text of the seed, in hexadecimal.
    let seedHash: String
    let started: Timestamp
    /// Whose seat each is; nil for a bot's own.
    var members: [MemberID?]
    /// What the match is restored from.
    var record: Value
    /// How often the record changed other than by ticks, which tells an old copy of the match from a new one.
    var changes = 0
    /// What the room's revision has over that of the rules, which goes back with an undo.
    var revisionsUndone = 0
    var clock: TurnClock
    var played = PlayedMoves()
    /// The last move, where everybody may know it.
    var last: MatchView.Played?
    /// What was taken back, until the next move.
    var undone: TableStatus.Undo?
    var lastMove: Timestamp?
    var isOver = false

    func revision(of match: any CodedMatch) -> Int { match.revision + revisionsUndone }
}

/// The moves that were played lately, by the ids that their players gave them: a move that is sent again is answered as
/// the first time.
struct PlayedMoves: Codable, Sendable, Hashable {
    private struct Move: Codable, Sendable, Hashable {
        var seat: Seat
        var id: String
        var revision: Int
    }

    /// A player sends a move again when the answer did not come, and has few on the way.
    static let perSeat = 8
    private var moves: [Move] = []

    /// The revision that the move made.
    func revision(of id: String, by seat: Seat) -> Int? {
        moves.last { $0.seat == seat && $0.id == id }?.revision
    }

    mutating func note(_ id: String, by seat: Seat, revision: Int) {
        if moves.count(where: { $0.seat == seat }) >= Self.perSeat,
            let oldest = moves.firstIndex(where: { $0.seat == seat })
        {
            moves.remove(at: oldest)
        }
        moves.append(Move(seat: seat, id: id, revision: revision))
    }
}
