import ActorDefinition
import ActorWire
import Synchronization

/// One call of `run`, beside the turns of its instance.
final class BackgroundRun: RunHost {
    private struct State: Watched {
        var task: Task<Void, Never>?
        /// Since when it has nothing to do, by the uptime; nil while it works.
        var restsSince: Duration?
        /// Whether nobody has to wait for it any more.
        var isOver = false
        var watchers = Watchers()
    }

    private let resident: Resident
    private let state = Mutex(State())

    init(_ resident: Resident) { self.resident = resident }

    var restsSince: Duration? { state.withLock { $0.restsSince } }
    var isAtWork: Bool { restsSince == nil }

    func begin(_ body: @escaping @Sendable () async -> Void) {
        let task = Task.detached { [self] in
            await body()
            rest()
            stopWaiting()
        }
        state.withLock { $0.task = task }
    }

    func cancel() { state.withLock { $0.task }?.cancel() }

    /// Returns when it has ended, or when `stopWaiting` is called, also if that was before.
    nonisolated(nonsending) func untilOver() async { await state.wait { $0.isOver } }

    func stopWaiting() {
        let watchers = state.withLock { state in
            state.isOver = true
            return state.watchers.take()
        }
        watchers.wake()
    }

    /// Lets the actor see that it may fall asleep.
    private func rest() {
        state.withLock { $0.restsSince = resident.system.clock.uptime }
        resident.mailbox.nudge()
    }
}

// MARK: What it may do

extension BackgroundRun {
    var id: ActorID { resident.record.id }
    var key: ActorKey { resident.record.key }

    func call(_ job: String, of actor: String, key: ActorKey, _ arguments: [Value]) async throws -> EncodedValue {
        let output = try await resident.ask { .job(JobCall(job: job, arguments: arguments, reply: $0)) }
        // Its mailbox is closed when the actor has left memory.
        guard let output else { throw WireError.stopped }
        return output
    }

    func pause(for duration: Duration) async throws {
        let clock = resident.system.clock
        let end = clock.uptime + duration
        rest()
        defer { state.withLock { $0.restsSince = nil } }
        try await clock.sleep(untilUptime: end)
    }
}
