import ActorDefinition
import ActorRuntime
import ActorWire
import Synchronization

/// Carries what actors say to the clients of a test, at once and in memory.
final class TestTransport: Transport {
    func makeFanOut(for actor: ActorID) -> any FanOut { TestFanOut() }
}

/// The clients of one actor, and who listens to what.
private final class TestFanOut: FanOut {
    private let members = Mutex<[ObjectIdentifier: (link: TestLink, events: Set<String>)]>([:])

    func deliver(_ batch: [Delivery]) {
        for delivery in batch {
            switch delivery {
            case .join(let link): change(link) { members, link in members[ObjectIdentifier(link)] = (link, []) }
            case .subscribe(let link, let event):
                change(link) { members, link in members[ObjectIdentifier(link)]?.events.insert(event) }
            case .unsubscribe(let link, let event):
                change(link) { members, link in members[ObjectIdentifier(link)]?.events.remove(event) }
            case .send(let link, let frame): (link as? TestLink)?.receive(frame)
            case .broadcast(let event, let frame, let exception):
                let receivers = members.withLock { members in
                    members.values.filter { $0.link !== exception && $0.events.contains(event) }
                }
                for receiver in receivers { receiver.link.receive(frame) }
            case .close(let link, let reason):
                change(link) { members, link in members[ObjectIdentifier(link)] = nil }
                (link as? TestLink)?.close(reason)
            }
        }
    }

    private func change(
        _ link: any Link,
        _ body: (inout [ObjectIdentifier: (link: TestLink, events: Set<String>)], TestLink) -> Void
    ) {
        guard let link = link as? TestLink else { return }
        members.withLock { body(&$0, link) }
    }
}
