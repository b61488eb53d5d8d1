internal import ActorWire
internal import Glibc

/// Everybody who has played rated matches of one game.
struct Ladder: Sendable, Hashable {
    struct Entry: Codable, Sendable, Hashable {
        var member: MemberID
        var name: String
        var rating = Elo.start
        var matches = 0
        var active: Timestamp
    }

    private var entries: [MemberID: Entry] = [:]

    init() {}

    subscript(member: MemberID) -> Entry? { entries[member] }

    /// The best so many; of equal ones who has played more.
    func top(_ count: Int) -> [Entry] {
        Array(
            entries.values.sorted { a, b in
                (b.rating, b.matches, a.member.rawValue) < (a.rating, a.matches, b.member.rawValue)
            }.prefix(count))
    }

    /// Counts a match. Beyond the limit whoever has not played the longest is forgotten.
    mutating func count(_ match: RatedMatch, at now: Timestamp, limit: Int) -> [RatingChange] {
        let before = match.players.map { entries[$0.member]?.rating ?? Elo.start }
        let changes = Elo.changes(Array(zip(before, match.players.map(\.place))))
        for (player, change) in zip(match.players, changes) {
            var entry = entries[player.member] ?? Entry(member: player.member, name: player.name, active: now)
            entry.name = player.name
            entry.rating += change
            entry.matches += 1
            entry.active = now
            entries[player.member] = entry
        }
        forgetIdle(limit: limit)
        return zip(match.players, zip(before, changes)).map { player, rating in
            RatingChange(member: player.member, before: rating.0.points, after: (rating.0 + rating.1).points)
        }
    }

    private mutating func forgetIdle(limit: Int) {
        guard entries.count > limit else { return }
        let idle = entries.values.sorted { ($0.active, $0.matches) < ($1.active, $1.matches) }
        for entry in idle.prefix(entries.count - limit) { entries[entry.member] = nil }
    }
}

extension Ladder: Codable {
    init(from decoder: any Decoder) throws {
        entries = Dictionary(try [Entry](from: decoder).map { ($0.member, $0) }) { $1 }
    }

    func encode(to encoder: any Encoder) throws {
        try entries.values.sorted { $0.member.rawValue < $1.member.rawValue }.encode(to: encoder)
    }
}

extension Standing {
    init(_ entry: Ladder.Entry) {
        self.init(
            member: entry.member, name: entry.name, rating: entry.rating.points, matches: entry.matches,
            active: entry.active)
    }
}

extension Double {
    /// A rating as it is shown.
    fileprivate var points: Int { Int(exactly: rounded()) ?? 0 }
}
