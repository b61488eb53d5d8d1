import Synchronization

/// What has not been read yet, and what becomes of it when there is too much.
protocol Backlog: Sendable {
    associatedtype Element: Sendable
    /// - Throws: what the consumer is told after it has read the rest, and gets no more.
    mutating func add(_ element: Element) throws
    mutating func popFirst() -> Element?
    var isEmpty: Bool { get }
}

/// Hands elements from the connection, which never waits, to one consumer, which does.
final class Relay<Unread: Backlog>: Sendable {
    private struct State {
        var backlog: Unread
        /// How it ends once the backlog is read; nil while it goes on.
        var end: Result<Void, any Error>?
        var consumer: CheckedContinuation<Void, Never>?
    }

    private enum Step {
        case element(Unread.Element)
        case end(Result<Void, any Error>)
        case wait
    }

    private let state: Mutex<State>

    init(_ backlog: Unread) { state = Mutex(State(backlog: backlog)) }

    func offer(_ element: Unread.Element) {
        update { state in
            guard state.end == nil else { return }
            do { try state.backlog.add(element) } catch { state.end = .failure(error) }
        }
    }

    func finish(_ end: Result<Void, any Error> = .success(())) {
        update { state in if state.end == nil { state.end = end } }
    }

    /// The next element; nil at the end, and when the task is cancelled. Only one task may ask at a time.
    nonisolated(nonsending) func next() async throws -> Unread.Element? {
        while !Task.isCancelled {
            switch step() {
            case .element(let element): return element
            case .end(let end):
                try end.get()
                return nil
            case .wait: await wait()
            }
        }
        return nil
    }

    private func step() -> Step {
        state.withLock { state in
            if let element = state.backlog.popFirst() { return .element(element) }
            guard let end = state.end else { return .wait }
            // A failure is told once.
            state.end = .success(())
            return .end(end)
        }
    }

    private nonisolated(nonsending) func wait() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isPointless = state.withLock { state in
                    // Who cancels sets the flag before it takes the lock: it is seen here, or it wakes the consumer.
                    if !state.backlog.isEmpty || state.end != nil || Task.isCancelled { return true }
                    precondition(state.consumer == nil, "Two tasks wait for the next element of one iterator")
                    state.consumer = continuation
                    return false
                }
                if isPointless { continuation.resume() }
            }
        } onCancel: {
            update { _ in }
        }
    }

    /// Changes the state and lets the consumer look again.
    private func update(_ change: (inout State) -> Void) {
        let consumer = state.withLock { state in
            change(&state)
            defer { state.consumer = nil }
            return state.consumer
        }
        consumer?.resume()
    }
}
