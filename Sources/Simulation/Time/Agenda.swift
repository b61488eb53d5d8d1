/// What is to happen at a time of the simulation without a task that waits for it.
struct Agenda {
    private struct Entry {
        let time: Duration
        /// Of two entries of one time the lower comes first; then the one that was made first.
        let rank: Int
        let action: () -> Void
    }

    /// The earliest last.
    private var entries: [Entry] = []

    /// When the next thing happens.
    var next: Duration? { entries.last?.time }

    mutating func add(at time: Duration, rank: Int, _ action: @escaping () -> Void) {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            let isLater = (entries[middle].time, entries[middle].rank) > (time, rank)
            if isLater { low = middle + 1 } else { high = middle }
        }
        entries.insert(Entry(time: time, rank: rank, action: action), at: low)
    }

    /// Takes one thing whose time has come.
    mutating func takeDue(at now: Duration) -> (() -> Void)? {
        guard let last = entries.last, last.time <= now else { return nil }
        entries.removeLast()
        return last.action
    }
}
