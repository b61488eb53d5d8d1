import ActorClient
import ActorDefinition
import ActorWire
import NIOCore

/// Where a person connects from.
struct Household: Sendable {
    let name: String
    let address: SocketAddress
}

/// The lines between people and the host.
// Sendable: see RunQueue.
final class Network: @unchecked Sendable {
    let world: World
    let host: Host
    let judge: Judge
    let scorer: Scorer
    let tamper: Tamper
    private var chance: Chance
    private var count = 0
    /// The lines whose clients still use them, by their people.
    private var open: [String: Line] = [:]
    /// By the names of the kinds of actors.
    private var queues: [String: QueueWitness] = [:]

    init(_ world: World, host: Host, judge: Judge, scorer: Scorer, chance: Chance, mistake: Mistake?) {
        self.world = world
        self.host = host
        self.judge = judge
        self.scorer = scorer
        self.chance = chance
        tamper = Tamper(mistake)
        queues[Turnstile.name] = host.gate
    }

    /// The line that somebody uses now.
    func line(of name: String) -> Line? { open[name] }

    /// Who watches the mailboxes of a kind of actor.
    func queue<D: DurableActor>(of definition: D) -> QueueWitness {
        if let queue = queues[D.name] { return queue }
        let queue = QueueWitness(judge, world, of: D.name, definition.options.mailbox)
        queues[D.name] = queue
        return queue
    }

    fileprivate func connect(
        _ household: Household, to target: ConnectTarget, _ queue: QueueWitness, parameters: Value?,
        report: @escaping @Sendable (LineReport) -> Void
    ) -> any ClientLine {
        count += 1
        let line = Line(self, number: count, of: household, to: queue, chance: chance.split(), report: report)
        open[household.name] = line
        let path = (try? target.path()) ?? "/"
        let request = [
            "GET \(path) HTTP/1.1", "Host: localhost", "Connection: Upgrade", "Upgrade: websocket",
            "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Protocol: \(Subprotocols(parameters: parameters).header)", "", "",
        ]
        line.open(Array(request.joined(separator: "\r\n").utf8))
        return line
    }

    func forget(_ line: Line) { open = open.filter { $0.value !== line } }
}

/// How a person's client reaches the host.
struct NetworkTransport: ClientTransport {
    let network: Network
    let household: Household
    let queue: QueueWitness

    func connect(
        to target: ConnectTarget, parameters: Value?, report: @escaping @Sendable (LineReport) -> Void
    ) -> any ClientLine {
        network.connect(household, to: target, queue, parameters: parameters, report: report)
    }
}
