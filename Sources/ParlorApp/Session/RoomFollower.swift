import ActorClient
import ActorWire
import Logging
import ParlorRooms

/// Runs the client of one room, and tells what it hears.
struct RoomFollower<R: Room>: Sendable {
    private let client: ActorClient<R>
    private let logger: Logger

    init(_ client: ActorClient<R>, logger: Logger) {
        self.client = client
        self.logger = logger
    }

    /// Returns when the client has stopped for good.
    ///
    /// - Parameter listensTo: Adds what a kind of room tells besides.
    func run(
        _ tell: @escaping @Sendable (RoomEvent) async -> Void,
        listensTo: (Self, inout DiscardingTaskGroup) -> Void = { _, _ in }
    ) async {
        await withDiscardingTaskGroup { group in
            // All listen before the client connects: what follows a connection is heard.
            listen(to: client.newMessage, in: &group, tell) { .message($0) }
            listen(to: client.memberJoined, in: &group, tell) { .joined($0) }
            listen(to: client.memberLeft, in: &group, tell) { .left($0, $1) }
            listen(to: client.memberChanged, in: &group, tell) { .changed($0) }
            listen(to: client.memberMuted, in: &group, tell) { .muted($0, $1) }
            listen(to: client.memberUnmuted, in: &group, tell) { .unmuted($0, $1) }
            listen(to: client.roleChanged, in: &group, tell) { .role($0, by: $1) }
            listen(to: client.topicChanged, in: &group, tell) { .topic($0) }
            listen(to: client.restrictionsChanged, in: &group, tell) { .restricted($0, $1) }
            listen(to: client.kicked, in: &group, tell) { .kicked($0) }
            listensTo(self, &group)
            group.addTask {
                for await status in client.statuses {
                    if let link = LinkState(status, at: .now) { await tell(.link(link)) }
                    if case .closed(.refused(let error)) = status, error.name == "user.name_taken" {
                        await tell(.isOfAnotherKind)
                    }
                }
            }
            group.addTask { await client.run() }
        }
    }

    func listen<Element>(
        to events: EventStream<Element>, in group: inout DiscardingTaskGroup,
        _ tell: @escaping @Sendable (RoomEvent) async -> Void, as event: @escaping @Sendable (Element) -> RoomEvent
    ) {
        let first = events.makeAsyncIterator()
        group.addTask {
            var iterator = first
            while true {
                do {
                    guard let element = try await iterator.next() else { return }
                    await tell(event(element))
                } catch ClientError.lagged {
                    iterator = events.makeAsyncIterator()
                    await tell(.lagged)
                } catch let error as WireError {
                    logger.warning("a room sent what it should not", metadata: ["error": "\(error)"])
                } catch {
                    return
                }
            }
        }
    }
}

extension LinkState {
    /// What the status means for the room; nil when the person closed it.
    init?(_ status: ClientStatus, at now: Timestamp) {
        switch status {
        case .connecting: self = .connecting
        case .connected(let roundTrip): self = .connected(roundTrip: roundTrip)
        case .reconnecting(_, let delay, .refused(let error)) where error.isPassing:
            self = .waiting(until: now + delay)
        case .reconnecting(let attempt, let delay, let why):
            self = .reconnecting(attempt: attempt, at: now + delay, why: "\(why)")
        case .closed(.byCaller): return nil
        case .closed(.disconnected(let reason)): self = .ended(.disconnected(reason))
        case .closed(.refused(let error)): self = .ended(.refused(error.message))
        }
    }
}
