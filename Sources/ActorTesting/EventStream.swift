import ActorDefinition
import ActorWire
import Synchronization

/// The events of one name that a client of a test gets, from the moment on at which the stream was made. It ends with
/// the connection.
public struct EventStream<each Content: Codable & Sendable>: AsyncSequence, Sendable {
    public typealias Element = (repeat each Content)

    let queue: EventQueue

    /// Hands out each occurrence once.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let queue: EventQueue

        public mutating func next() async throws -> Element? {
            try await queue.next().map(EventStream.decode)
        }

        public mutating func next(isolation actor: isolated (any Actor)?) async throws -> Element? {
            try await queue.next().map(EventStream.decode)
        }
    }

    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(queue: queue) }

    /// The next event that nobody has taken yet; nil when the connection is over. It waits for one that does not come as
    /// long as the connection is open: where a test must fail instead, ask `TestClient.received`.
    public func next() async throws -> Element? {
        try await queue.next().map(Self.decode)
    }

    static func decode(_ arguments: [Value]) throws -> Element {
        var reader = ArgumentReader(arguments)
        let element = (repeat try reader.next((each Content).self))
        try reader.finish()
        return element
    }
}

/// The arguments of events in the order of their arrival.
final class EventQueue: Sendable {
    private struct State {
        var events: [[Value]] = []
        var isFinished = false
        var readers: [CheckedContinuation<[Value]?, Never>] = []
    }

    private let state = Mutex(State())

    func put(_ arguments: [Value]) {
        let reader = state.withLock { state -> CheckedContinuation<[Value]?, Never>? in
            guard state.readers.isEmpty else { return state.readers.removeFirst() }
            state.events.append(arguments)
            return nil
        }
        reader?.resume(returning: arguments)
    }

    func finish() {
        let readers = state.withLock { state in
            state.isFinished = true
            defer { state.readers = [] }
            return state.readers
        }
        for reader in readers { reader.resume(returning: nil) }
    }

    nonisolated(nonsending) func next() async -> [Value]? {
        await withCheckedContinuation { continuation in
            let arguments: [Value]?? = state.withLock { state in
                if !state.events.isEmpty { return state.events.removeFirst() }
                if state.isFinished { return .some(nil) }
                state.readers.append(continuation)
                return nil
            }
            if let arguments { continuation.resume(returning: arguments) }
        }
    }
}
