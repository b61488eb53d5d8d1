import CTerminalRestore
import Synchronization

/// The events of a session, in order, for one reader. It ends with the session.
public struct TerminalEvents: AsyncSequence, Sendable {
    public typealias Element = TerminalEvent
    let queue: EventQueue

    public struct AsyncIterator: AsyncIteratorProtocol {
        let queue: EventQueue
        private var batch: ArraySlice<TerminalEvent> = []

        init(queue: EventQueue) { self.queue = queue }

        public mutating func next() async -> TerminalEvent? {
            await next(isolation: #isolation)
        }

        public mutating func next(isolation actor: isolated (any Actor)?) async -> TerminalEvent? {
            if batch.isEmpty { batch = await queue.next(isolation: actor)[...] }
            // The reader goes on with the program's own code, on whatever thread this is.
            terminal_restore_cover_thread()
            return batch.popFirst()
        }
    }

    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(queue: queue) }
}

/// Carries events from the terminal's thread to the reader.
///
/// It is bounded by the writer, who reads no more input while it is full; signals are few.
final class EventQueue: Sendable {
    static let limit = 1_024

    private struct State {
        var events: [TerminalEvent] = []
        var reader: CheckedContinuation<[TerminalEvent], Never>?
        var isFinished = false
    }

    private let state = Mutex(State())
    private let onRoom: @Sendable () -> Void

    /// - Parameter onRoom: Called when a full queue was emptied.
    init(onRoom: @escaping @Sendable () -> Void) {
        self.onRoom = onRoom
    }

    var isFull: Bool { state.withLock { $0.events.count >= Self.limit } }

    func append(_ events: [TerminalEvent]) {
        guard !events.isEmpty else { return }
        let reader = state.withLock { state -> CheckedContinuation<[TerminalEvent], Never>? in
            guard !state.isFinished else { return nil }
            guard let reader = state.reader else {
                state.events += events
                return nil
            }
            state.reader = nil
            return reader
        }
        reader?.resume(returning: events)
    }

    /// Lets the reader come to an end after the events that are waiting.
    func finish() {
        let reader = state.withLock { state in
            state.isFinished = true
            return state.reader.take()
        }
        reader?.resume(returning: [])
    }

    /// All waiting events, or the next ones; none at the end and when the task is cancelled.
    ///
    /// It waits on the actor that asks, so that what came is answered by the thread on which that runs.
    func next(isolation actor: isolated (any Actor)? = #isolation) async -> [TerminalEvent] {
        await withTaskCancellationHandler {
            await withCheckedContinuation(isolation: actor) { continuation in
                let ready = state.withLock { state -> [TerminalEvent]? in
                    if !state.events.isEmpty || state.isFinished || Task.isCancelled {
                        defer { state.events = [] }
                        return state.events
                    }
                    state.reader = continuation
                    return nil
                }
                guard let ready else { return }
                if ready.count >= Self.limit { onRoom() }
                continuation.resume(returning: ready)
            }
        } onCancel: {
            state.withLock { $0.reader.take() }?.resume(returning: [])
        }
    }
}
