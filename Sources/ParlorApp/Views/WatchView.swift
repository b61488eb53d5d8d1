import ActorWire
import ParlorRooms

/// The games that are played on the host, for who wants to watch or play.
struct WatchView: Sendable, Equatable {
    /// The name of the chosen room.
    var selected: String?

    /// Matches under way first, by how many watch and how lately something happened; then tables that wait for players.
    static func rows(_ listed: [RoomSummary]) -> [RoomSummary] {
        listed.filter { $0.kind == .game }.sorted { RoomSummary.isBetterToWatch($0, than: $1) }
    }

    func selection(_ listed: [RoomSummary]) -> RoomSummary? {
        let rows = Self.rows(listed)
        return rows.first { $0.name == selected } ?? rows.first
    }

    mutating func move(by count: Int, _ listed: [RoomSummary]) {
        let rows = Self.rows(listed)
        guard !rows.isEmpty else { return }
        let index = rows.firstIndex { $0.name == selected } ?? 0
        selected = rows[min(max(index + count, 0), rows.count - 1)].name
    }
}
