import ParlorRooms

/// The bans in force in a room, of which one can be lifted.
struct BansView: Sendable, Equatable {
    /// The view to go back to.
    let origin: ConnectionsView
    /// The newest last; nil while they are on their way.
    private(set) var bans: [Ban]?
    /// What came of the last key.
    var notice: Notice?
    private(set) var index = 0

    init(origin: ConnectionsView) { self.origin = origin }

    var room: String { origin.room }

    var chosen: Ban? { bans.flatMap { $0.indices.contains(index) ? $0[index] : nil } }

    /// Takes the list as it is now. The choice stays on its ban, and where that was lifted on the next.
    mutating func show(_ bans: [Ban]) {
        let chosen = self.chosen
        self.bans = bans
        index = bans.firstIndex { $0 == chosen } ?? index
        move(by: 0)
    }

    mutating func move(by count: Int) { index = max(min(index + count, (bans?.count ?? 0) - 1), 0) }
}
