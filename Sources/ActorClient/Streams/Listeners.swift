import Synchronization

/// Who listens to which event.
final class Listeners: Sendable {
    private struct State {
        var relays: [String: [ObjectIdentifier: Relay<EventBacklog>]] = [:]
        var end: Result<Void, any Error>?
    }

    private let limit: ClientConfiguration.Allowance
    private let state = Mutex(State())

    init(limit: ClientConfiguration.Allowance) { self.limit = limit }

    func add(_ name: String) -> Relay<EventBacklog> {
        let relay = Relay(EventBacklog(limit: limit))
        let end = state.withLock { state in
            if state.end == nil { state.relays[name, default: [:]][ObjectIdentifier(relay)] = relay }
            return state.end
        }
        if let end { relay.finish(end) }
        return relay
    }

    func remove(_ name: String, _ relay: Relay<EventBacklog>) {
        state.withLock { state in
            state.relays[name]?[ObjectIdentifier(relay)] = nil
            if state.relays[name]?.isEmpty == true { state.relays[name] = nil }
        }
    }

    func tell(_ name: String, _ event: ReceivedEvent) {
        let relays = state.withLock { Array(($0.relays[name] ?? [:]).values) }
        for relay in relays { relay.offer(event) }
    }

    func finish(_ reason: ClosedReason) {
        let end: Result<Void, any Error> = reason == .byCaller ? .success(()) : .failure(ClientError.closed(reason))
        let relays = state.withLock { state in
            defer { state = State(end: end) }
            return state.relays.values.flatMap(\.values)
        }
        for relay in relays { relay.finish(end) }
    }
}

/// One subscription. It ends when it is released.
final class Listener: Sendable {
    let relay: Relay<EventBacklog>
    private let name: String
    private let engine: ClientEngine

    init(to name: String, of engine: ClientEngine) {
        self.name = name
        self.engine = engine
        relay = engine.listeners.add(name)
        engine.receive(.subscribe(name))
    }

    deinit {
        engine.listeners.remove(name, relay)
        engine.receive(.unsubscribe(name))
    }
}
