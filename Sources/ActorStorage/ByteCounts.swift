import ActorDefinition
import ActorRuntime
import ActorWire

// What a change holds in memory while it waits: its bytes, and an allowance for what each piece costs beside them.
private let allowance = 128

extension ActorRecord {
    var byteCount: Int {
        allowance + id.rawValue.utf8.count + name.utf8.count + key.description.utf8.count + (input?.count ?? 0)
    }
}

extension Commit {
    var byteCount: Int {
        allowance + (state?.count ?? 0) + entries.reduce(0) { $0 + $1.byteCount }
            + schedules.reduce(0) { $0 + $1.byteCount }
    }
}

extension JournalEntry {
    fileprivate var byteCount: Int {
        allowance + payload.count + (text?.utf8.count ?? 0) + (clientID?.utf8.count ?? 0)
    }
}

extension ScheduleChange {
    fileprivate var byteCount: Int {
        switch self {
        case .set(let job):
            allowance + job.id.utf8.count + job.job.utf8.count + job.arguments.count
                + (job.repetition?.description.utf8.count ?? 0)
        case .remove(let id): allowance + id.utf8.count
        }
    }
}
