import ActorDefinition
import ActorRuntime
import ActorWire

/// An actor as the memory store keeps it.
struct StoredActor {
    var record: ActorRecord
    /// How many were created before it.
    let order: Int
    var generation: UInt64 = 0
    var revision: UInt64 = 0
    var state: [UInt8]?
    var journals: [JournalKind: [JournalEntry]] = [:]
    var schedules: [String: ScheduledJob] = [:]
    /// The newest commit and the revision that it made.
    private var newest: (generation: Generation, commit: UInt64, revision: Revision)?

    init(record: ActorRecord, order: Int) {
        self.record = record
        self.order = order
    }

    var nextDue: Timestamp? { schedules.values.lazy.map(\.time).min() }

    mutating func apply(_ commit: Commit, at time: Timestamp) -> CommitOutcome {
        guard commit.generation.number == generation, generation > 0 else { return .fenced }
        if let newest, newest.generation == commit.generation, newest.commit == commit.id {
            return .committed(newest.revision)
        }
        guard record.destroyedAt == nil else { return .refused("the actor is destroyed") }
        guard commit.follows == Revision(revision) else { return .refused("it does not follow the newest revision") }
        if let gap = firstGap(in: commit.entries) { return .refused("entry \(gap) does not follow the one before") }

        revision += 1
        newest = (commit.generation, commit.id, Revision(revision))
        state = commit.state ?? state
        for entry in commit.entries { journals[entry.kind, default: []].append(entry) }
        for change in commit.schedules {
            switch change {
            case .set(let job): schedules[job.id] = job
            case .remove(let id): schedules[id] = nil
            }
        }
        if commit.destroys { destroy(at: time) }
        return .committed(Revision(revision))
    }

    private func firstGap(in entries: [JournalEntry]) -> UInt64? {
        var heads = journals.compactMapValues { $0.last?.sequence }
        for entry in entries {
            guard entry.sequence == heads[entry.kind, default: 0] + 1 else { return entry.sequence }
            heads[entry.kind] = entry.sequence
        }
        return nil
    }

    private mutating func destroy(at time: Timestamp) {
        record.destroyedAt = time
        state = nil
        journals = [:]
        schedules = [:]
    }
}

extension [JournalEntry] {
    /// One page, oldest first.
    func page(_ cursor: JournalCursor, limit: Int, maxBytes: Int) -> [JournalEntry] {
        switch cursor {
        case .after(let sequence):
            return Array(filter { $0.sequence > sequence }.prefix(limit).prefixFitting(maxBytes))
        case .before(let sequence):
            return filter { $0.sequence < sequence }.suffix(limit).reversed().prefixFitting(maxBytes).reversed()
        case .end: return suffix(limit).reversed().prefixFitting(maxBytes).reversed()
        }
    }
}

extension Sequence<JournalEntry> {
    /// The first elements that have room in so many bytes; at least one.
    fileprivate func prefixFitting(_ maxBytes: Int) -> [JournalEntry] {
        var fitting: [JournalEntry] = []
        var bytes = 0
        for entry in self {
            bytes += entry.payload.count
            if !fitting.isEmpty, bytes > maxBytes { break }
            fitting.append(entry)
        }
        return fitting
    }
}
