import ActorWire
import Synchronization

/// The events of one name that a client of a test gets, from the moment on at which the stream was made. It ends with
/// the connection.
public struct EventStream<Content: Codable & Sendable>: AsyncSequence, Sendable {
    let queue: EventQueue

    public struct AsyncIterator: AsyncIteratorProtocol {
        let queue: EventQueue

        public mutating func next() async throws -> Content? {
            try await queue.next().map { try $0.decode(Content.self) }
        }

        public mutating func next(isolation actor: isolated (any Actor)?) async throws -> Content? {
            try await queue.next().map { try $0.decode(Content.self) }
        }
    }

    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(queue: queue) }

    /// The next event that nobody has taken yet; nil when the connection is over.
    public func next() async throws -> Content? {
        try await queue.next().map { try $0.decode(Content.self) }
    }
}

/// Values in the order of their arrival.
final class EventQueue: Sendable {
    private struct State {
        var values: [Value] = []
        var isFinished = false
        var readers: [CheckedContinuation<Value?, Never>] = []
    }

    private let state = Mutex(State())

    func put(_ value: Value) {
        let reader = state.withLock { state -> CheckedContinuation<Value?, Never>? in
            guard state.readers.isEmpty else { return state.readers.removeFirst() }
            state.values.append(value)
            return nil
        }
        reader?.resume(returning: value)
    }

    func finish() {
        let readers = state.withLock { state in
            state.isFinished = true
            defer { state.readers = [] }
            return state.readers
        }
        for reader in readers { reader.resume(returning: nil) }
    }

    nonisolated(nonsending) func next() async -> Value? {
        await withCheckedContinuation { continuation in
            let value: Value?? = state.withLock { state in
                if !state.values.isEmpty { return state.values.removeFirst() }
                if state.isFinished { return .some(nil) }
                state.readers.append(continuation)
                return nil
            }
            if let value { continuation.resume(returning: value) }
        }
    }
}
