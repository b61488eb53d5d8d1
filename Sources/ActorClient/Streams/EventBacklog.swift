import ActorWire

/// An event as it came.
struct ReceivedEvent: Sendable, Equatable {
    let arguments: [Value]
    /// Bytes of its frame.
    let size: Int
}

/// The events that a consumer has not read. One that does not fit ends the stream, so that a gap never goes unseen.
struct EventBacklog: Backlog {
    private let limit: ClientConfiguration.Allowance
    private var events: [ReceivedEvent] = []
    private var bytes = 0

    init(limit: ClientConfiguration.Allowance) { self.limit = limit }

    var isEmpty: Bool { events.isEmpty }

    mutating func add(_ event: ReceivedEvent) throws {
        guard events.count < limit.count, bytes + event.size <= limit.bytes else { throw ClientError.lagged }
        events.append(event)
        bytes += event.size
    }

    mutating func popFirst() -> ReceivedEvent? {
        guard !events.isEmpty else { return nil }
        let event = events.removeFirst()
        bytes -= event.size
        return event
    }
}
