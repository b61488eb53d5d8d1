/// How many entries of which actors are not in the index of words, as far as the writer knows. The database knows better:
/// what was noted of a group that failed is found not to be there, and forgotten.
struct IndexBacklog {
    private var counts: [Int64: Int] = [:]
    /// How many they are together.
    private(set) var total = 0

    var isEmpty: Bool { counts.isEmpty }
    var actors: some Sequence<Int64> { counts.keys }

    mutating func add(_ count: Int, of actor: Int64) {
        guard count > 0 else { return }
        counts[actor, default: 0] += count
        total += count
    }

    mutating func note(_ step: IndexStep) {
        guard let count = counts[step.actor] else { return }
        let left = step.isAtEnd ? 0 : max(count - step.count, 1)
        counts[step.actor] = left == 0 ? nil : left
        total -= count - left
    }

    mutating func remove(_ actor: Int64) {
        total -= counts.removeValue(forKey: actor) ?? 0
    }
}

/// What may be indexed in one transaction, so that a commit that comes meanwhile waits some milliseconds at most.
struct IndexPiece {
    /// A thousand rows cost half of what they do in groups of fifty, and hardly more than ten thousand would.
    private(set) var rows = 1_000
    /// Of text.
    private(set) var bytes = 256 << 10

    var hasRoom: Bool { rows > 0 && bytes > 0 }

    mutating func take(rows: Int, bytes: Int) {
        self.rows -= rows
        self.bytes -= bytes
    }
}

/// What became of the index of one actor in a piece.
struct IndexStep {
    var actor: Int64
    /// The newest entry that is in the index now.
    var mark: Int64
    /// How many entries it went on by.
    var count: Int
    /// Whether no entry is missing.
    var isAtEnd: Bool
}
