import Synchronization

/// What a client is doing about its connection: first what it does now, then every change, until it has stopped for
/// good.
///
/// A consumer that is slow skips figures, such as all but the newest round trip, but no reconnection: between two
/// connections it always gets a `reconnecting`.
public struct StatusStream: AsyncSequence, Sendable {
    public typealias Failure = Never

    let board: StatusBoard

    public func makeAsyncIterator() -> Iterator { Iterator(relay: board.watch()) }

    /// Hands out the status and each change of it.
    public struct Iterator: AsyncIteratorProtocol {
        let relay: Relay<StatusBacklog>

        public mutating func next(isolation: isolated (any Actor)?) async -> ClientStatus? {
            // A status relay ends without an error.
            (try? await relay.next()) ?? nil
        }

        public mutating func next() async -> ClientStatus? { await next(isolation: #isolation) }
    }
}

/// The statuses that a consumer has not read. Newer figures take the place of older ones.
struct StatusBacklog: Backlog {
    /// Kinds of status held for a slow consumer: connected and reconnecting in turn.
    static let limit = 16

    private var statuses: [ClientStatus] = []

    var isEmpty: Bool { statuses.isEmpty }

    mutating func add(_ status: ClientStatus) {
        if let last = statuses.last, last.isSameKind(as: status) { statuses.removeLast() }
        statuses.append(status)
        // One of each, so that the rest still alternates.
        if statuses.count > Self.limit { statuses.removeFirst(2) }
    }

    mutating func popFirst() -> ClientStatus? { statuses.isEmpty ? nil : statuses.removeFirst() }
}

/// Holds the newest status and shows it to those who watch.
final class StatusBoard: Sendable {
    private struct WeakRelay { weak var relay: Relay<StatusBacklog>? }

    private let state = Mutex((status: ClientStatus.connecting, watchers: [WeakRelay]()))

    var status: ClientStatus { state.withLock(\.status) }

    func watch() -> Relay<StatusBacklog> {
        let relay = Relay(StatusBacklog())
        state.withLock { state in
            Self.show(state.status, to: relay)
            state.watchers.removeAll { $0.relay == nil }
            state.watchers.append(WeakRelay(relay: relay))
        }
        return relay
    }

    func show(_ status: ClientStatus) {
        state.withLock { state in
            state.status = status
            for watcher in state.watchers { watcher.relay.map { Self.show(status, to: $0) } }
        }
    }

    private static func show(_ status: ClientStatus, to relay: Relay<StatusBacklog>) {
        relay.offer(status)
        if case .closed = status { relay.finish() }
    }
}
