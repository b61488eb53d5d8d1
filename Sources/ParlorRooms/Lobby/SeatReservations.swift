internal import ActorWire

/// Seats for those whom a quick match sent to a room and who have not sat down yet, and the rooms that they were asked
/// to make. All of it lapses after a short while.
struct SeatReservations {
    /// A room that somebody was asked to make.
    struct Proposal {
        var game: String
        var until: Timestamp
    }

    /// When the reservations in each room lapse, the first first.
    private var ends: [String: [Timestamp]] = [:]
    /// The rooms that are not there yet, by their names.
    private(set) var proposals: [String: Proposal] = [:]

    /// How many seats of a room are kept.
    func count(in room: String) -> Int { ends[room]?.count ?? 0 }

    mutating func reserve(in room: String, until end: Timestamp) { ends[room, default: []].append(end) }

    mutating func propose(_ room: String, for game: String, until end: Timestamp) {
        proposals[room] = Proposal(game: game, until: end)
        reserve(in: room, until: end)
    }

    /// The room is there now.
    mutating func opened(_ room: String) { proposals[room] = nil }

    /// So many sat down in a room: as many who were sent there have arrived.
    mutating func taken(_ count: Int, in room: String) {
        guard count > 0, let rest = ends[room]?.dropFirst(count) else { return }
        ends[room] = rest.isEmpty ? nil : Array(rest)
    }

    mutating func removeLapsed(at now: Timestamp) {
        ends = ends.compactMapValues { ends in
            let rest = ends.drop { $0 <= now }
            return rest.isEmpty ? nil : Array(rest)
        }
        proposals = proposals.filter { $0.value.until > now }
    }
}
