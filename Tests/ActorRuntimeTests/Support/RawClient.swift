import ActorDefinition
import ActorRuntime
import ActorWire
import Synchronization

/// A client below everything that a test client does by itself: it keeps the deliveries as they came.
final class RawClient: Link, Transport, FanOut {
    private let received = Mutex<[Delivery]>([])
    private let ownSession = Mutex<Session?>(nil)

    var transport: any Transport { self }
    var remoteAddress: String { "192.0.2.3:1" }
    let encoding: WireEncoding
    var health: LinkHealth { LinkHealth(roundTrip: .milliseconds(7), queuedBytes: 3) }

    init(
        _ system: ActorSystem, name: String = Probe.name, key: ActorKey? = nil, parameters: Value?,
        encoding: WireEncoding = .json
    ) {
        self.encoding = encoding
        let key = key ?? (try? ActorKey(["test"])) ?? .empty
        let target = ConnectTarget(actor: .named(name, key: key, method: .getOrCreate))
        let session = system.connect(target, parameters: parameters, link: self)
        ownSession.withLock { $0 = session }
    }

    var session: Session {
        guard let session = ownSession.withLock({ $0 }) else { preconditionFailure("made by init") }
        return session
    }

    /// Asks for an action, and does not wait for the answer.
    @discardableResult
    func ask(_ id: Int, _ action: String, _ arguments: [Value], size: Int = 0) -> Bool {
        session.receive(IncomingFrame(.actionRequest(id: UInt64(id), name: action, arguments: arguments), size: size))
    }

    func subscribe(_ event: String, _ subscribe: Bool) {
        _ = session.receive(IncomingFrame(.subscriptionRequest(event: event, subscribe: subscribe), size: 0))
    }

    func makeFanOut(for actor: ActorID) -> any FanOut { self }
    func deliver(_ batch: [Delivery]) { received.withLock { $0 += batch } }

    var deliveries: [Delivery] { received.withLock { $0 } }

    var frames: [ToClient] {
        deliveries.compactMap { delivery in
            switch delivery {
            case .send(_, let frame), .broadcast(_, let frame, _): try? ToClient(json: frame.json)
            default: nil
            }
        }
    }

    /// The kinds of frames.
    var tags: [String] {
        frames.map { frame in
            switch frame {
            case .initialized: "Init"
            case .error: "Error"
            case .actionResponse: "ActionResponse"
            case .event: "Event"
            }
        }
    }

    var closeReason: CloseReason? {
        for case .close(_, let reason) in deliveries { return reason }
        return nil
    }
}
