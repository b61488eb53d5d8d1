import ActorDefinition
import ActorWire
import Synchronization

@testable import ActorGateway
@testable import ActorRuntime

/// A room without a runtime: one actor that does to the gateway what a test wants.
final class TestRoom: ActorBackend {
    /// The clients that came, in order, and how each ended.
    let opened: AsyncStream<Opened>
    let ended: AsyncStream<DisconnectReason>
    /// The calls of `wait` over HTTP that came: each is answered when it is told to, or cancelled.
    let calls: AsyncStream<AsyncStream<Void>.Continuation>
    private let openedContinuation: AsyncStream<Opened>.Continuation
    private let endedContinuation: AsyncStream<DisconnectReason>.Continuation
    private let callsContinuation: AsyncStream<AsyncStream<Void>.Continuation>.Continuation
    private let state = Mutex(State())

    struct Opened: Sendable {
        let target: ConnectTarget
        let parameters: Value?
        let link: any Link
    }

    private struct State {
        var fanOut: (any FanOut)?
        var full: Intake.Queue?
        var destroyed: [ActorID] = []
        var log: [String] = []
    }

    init() {
        (opened, openedContinuation) = AsyncStream.makeStream()
        (ended, endedContinuation) = AsyncStream.makeStream()
        (calls, callsContinuation) = AsyncStream.makeStream()
    }

    /// What has no room for frames; nil when they are taken.
    var full: Intake.Queue? {
        get { state.withLock { $0.full } }
        set { state.withLock { $0.full = newValue } }
    }

    var destroyed: [ActorID] { state.withLock { $0.destroyed } }

    /// The actions that came and the ends of clients, in order.
    var log: [String] { state.withLock { $0.log } }

    func deliver(_ batch: [Delivery]) { state.withLock { $0.fanOut?.deliver(batch) } }

    // MARK: Clients

    func open(_ target: ConnectTarget, input: Value?, parameters: Value?, link: any Link) -> any ActorSession {
        state.withLock { state in
            if state.fanOut == nil { state.fanOut = link.transport.makeFanOut(for: ActorID("room")) }
            if parameters?["name"]?.string == "mallory" {
                let error = WireError.user("refused", "Mallory may not enter")
                state.fanOut?.deliver([
                    .send(link, EncodedFrame(.error(error, actionID: nil))), .close(link, CloseReason(error)),
                ])
            } else {
                let hello = ToClient.initialized(actorID: "room", connectionID: "c")
                state.fanOut?.deliver([.join(link), .send(link, EncodedFrame(hello))])
            }
        }
        openedContinuation.yield(Opened(target: target, parameters: parameters, link: link))
        return Client(room: self, link: link)
    }

    private struct Client: ActorSession {
        let room: TestRoom
        let link: any Link
        func receive(contentsOf arrivals: [IncomingFrame]) -> Intake {
            let full = room.full
            guard full == nil else { return Intake(taken: 0, full: full) }
            for arrival in arrivals { room.receive(arrival.frame, link) }
            return Intake(taken: arrivals.count, full: nil)
        }
        func closed(_ reason: DisconnectReason) {
            room.state.withLock { $0.log.append("closed") }
            room.endedContinuation.yield(reason)
        }
    }

    private func receive(_ frame: ToServer, _ link: any Link) {
        switch frame {
        case .subscriptionRequest(let event, let subscribe):
            deliver([subscribe ? .subscribe(link, event: event) : .unsubscribe(link, event: event)])
        case .actionRequest(let id, let name, let arguments):
            state.withLock { $0.log.append("\(name) \(id)") }
            let reply = Delivery.send(
                link, EncodedFrame(.actionResponse(id: id, output: arguments.first ?? .null)))
            let event = Delivery.broadcast(
                event: "said", EncodedFrame(.event(name: "said", arguments: arguments)),
                except: name == "tellOthers" ? link : nil)
            switch name {
            case "say", "tellOthers": deliver([event, reply])
            case "kick": deliver([reply, .close(link, .normal(arguments.first?.string ?? ""))])
            default: deliver([reply])
            }
        }
    }

    // MARK: HTTP

    func call(
        _ target: ConnectTarget, input: Value?, action: String, arguments: [Value], parameters: Value?,
        client: ClientInfo
    ) async throws(WireError) -> (actor: ActorID, output: EncodedValue) {
        switch action {
        case "echo": break
        case "wait": await wait()
        default: throw .actionNotFound(action)
        }
        return (ActorID("room"), EncodedValue(.array(arguments + [parameters ?? .null])))
    }

    private func wait() async {
        let (answers, answer) = AsyncStream.makeStream(of: Void.self)
        callsContinuation.yield(answer)
        _ = await answers.first()
    }

    private static let record = ActorDescription(
        id: ActorID("room"), name: "chatRoom", key: try! ActorKey(["lobby"]),
        createdAt: Timestamp(milliseconds: 1_700_000_000_000))

    func getOrCreate(
        name: String, key: ActorKey, input: Value?, client: ClientInfo?
    ) async throws(WireError) -> (actor: ActorDescription, created: Bool) {
        state.withLock { $0.log.append("getOrCreate \(key)") }
        return (Self.record, false)
    }

    func create(
        name: String, key: ActorKey, input: Value?, client: ClientInfo?
    ) async throws(WireError) -> ActorDescription {
        guard key != Self.record.key else { throw .duplicateKey }
        return Self.record
    }

    func actors(ids: [ActorID]) async throws(WireError) -> [ActorDescription] {
        ids.contains(Self.record.id) ? [Self.record] : []
    }

    func actors(name: String, key: ActorKey?, limit: Int) async throws(WireError) -> [ActorDescription] {
        name == Self.record.name && (key ?? Self.record.key) == Self.record.key ? [Self.record] : []
    }

    func destroy(_ id: ActorID) async throws(WireError) {
        guard id == Self.record.id else { throw .actorNotFound }
        state.withLock { $0.destroyed.append(id) }
    }
}
