import ActorClient
import ActorWire
import NIOCore
import NIOEmbedded

/// One connection of a person to the host, from the first knock on, and what may happen to it: bytes take their time,
/// come in pieces, wait for a slow reader, and are lost when the line is cut.
// Sendable: see RunQueue.
final class Line: ClientLine, @unchecked Sendable {
    enum Side { case client, server }

    /// How a line is cut: each side learns of it soon, or not at all.
    struct Cut {
        var tellsClient: Bool
        var tellsServer: Bool
    }

    let number: Int
    let address: SocketAddress
    private let owner: String
    private let network: Network
    private let report: @Sendable (LineReport) -> Void
    private var chance: Chance

    private var channel: EmbeddedChannel?
    private var hasServerClosed = false
    private var hasClientEnded = false
    private var isCut = false
    /// Nothing sent before arrives later than what is sent after.
    private var lastArrival = (atServer: Duration.zero, atClient: Duration.zero)
    private var answers = ServerBytes()
    private let witness: LineWitness

    /// What the kernel holds for a client that does not read.
    private var held: [(bytes: [UInt8], promise: EventLoopPromise<Void>?)] = []
    private(set) var heldBytes = 0
    var isSlow = false {
        didSet { if isSlow { witness.readsSlowly() } else { release() } }
    }

    init(
        _ network: Network, number: Int, of owner: Household, to queue: QueueWitness, chance: Chance,
        report: @escaping @Sendable (LineReport) -> Void
    ) {
        self.network = network
        self.number = number
        self.owner = owner.name
        self.address = owner.address
        self.chance = chance
        self.report = report
        witness = LineWitness(
            network.judge, network.scorer, queue: queue, person: owner.name, line: number, began: network.world.now)
    }

    private var world: World { network.world }

    private func note(_ what: @autoclosure () -> String) { world.note("\(owner)'s line \(number)", what()) }

    // MARK: Beginning

    /// Knocks at the host, and asks it for a WebSocket.
    func open(_ request: [UInt8]) {
        world.after(chance.milliseconds(1...30), rank: number) { [self] in
            guard !isCut, !hasClientEnded else { return }
            guard let process = network.host.process else {
                note("nobody listens")
                return end(.unreachable("nobody listens there"))
            }
            process.accept(self)
            transmit(request)
        }
    }

    func begin(with channel: EmbeddedChannel) { self.channel = channel }

    // MARK: From the client

    func send(_ frame: [UInt8]) {
        guard !hasClientEnded else { return }
        if let again = network.tamper.again(of: owner, on: number, before: frame) {
            witness.sent(again)
            write(0x1, again)
        }
        witness.sent(frame)
        for frame in network.tamper.change(frame, of: owner, on: number) { write(0x1, frame) }
        guard network.tamper.keepsFrames else { return }
        world.after(.milliseconds(1), rank: number) { [self] in
            if let kept = network.tamper.takeKept(on: number) { write(0x1, kept) }
        }
    }

    func ping(_ number: UInt64) {
        write(0x9, withUnsafeBytes(of: number.bigEndian) { Array($0) })
    }

    func hangUp(_ reason: CloseReason?) {
        guard !hasClientEnded else { return }
        end(.closed(reason ?? .abnormal))
        guard let reason else { return endUpstream() }
        sendClose(reason)
        // The server has a moment to answer.
        world.after(.seconds(1), rank: number) { [self] in endUpstream() }
    }

    func ended() async {}

    private func write(_ opcode: UInt8, _ payload: [UInt8]) {
        transmit(ClientFrame.bytes(opcode: opcode, payload, mask: UInt32(truncatingIfNeeded: chance.next())))
    }

    private func sendClose(_ reason: CloseReason) {
        write(0x8, [UInt8(reason.code >> 8), UInt8(truncatingIfNeeded: reason.code)] + reason.reason.utf8)
    }

    /// Brings bytes to the server, in one piece or two.
    private func transmit(_ bytes: [UInt8]) {
        guard !isCut else { return }
        if bytes.count > 1, chance.happens(100) {
            let middle = 1 + chance.below(bytes.count - 1)
            carry(Array(bytes[..<middle]))
            carry(Array(bytes[middle...]))
        } else {
            carry(bytes)
        }
    }

    private func carry(_ bytes: [UInt8]) {
        lastArrival.atServer = max(lastArrival.atServer, world.now + chance.milliseconds(1...40))
        world.at(lastArrival.atServer, rank: number) { [self] in
            guard !isCut, !hasServerClosed, let channel else { return }
            _ = try? channel.writeInbound(ByteBuffer(bytes: bytes))
        }
    }

    /// The client's socket is closed: the server reads the end after everything else.
    private func endUpstream() {
        world.at(max(lastArrival.atServer, world.now + chance.milliseconds(1...40)), rank: number) { [self] in
            if !isCut { closeServerSide() }
        }
    }

    // MARK: From the server

    func serverWrote(_ bytes: [UInt8], _ promise: EventLoopPromise<Void>?) {
        guard isSlow || isCut else {
            promise?.succeed()
            return bring(bytes)
        }
        network.judge.check(heldBytes <= HostProcess.outboundLimit) {
            "the host queues \(heldBytes + bytes.count) bytes for \(owner), who does not read"
        }
        held.append((bytes, promise))
        heldBytes += bytes.count
        guard heldBytes > HostProcess.outboundLimit, let channel, channel.isWritable else { return }
        note("has \(heldBytes) bytes unread")
        channel.isWritable = false
        channel.pipeline.fireChannelWritabilityChanged()
    }

    private func release() {
        guard !isCut, !hasServerClosed else { return }
        for (bytes, promise) in held {
            bring(bytes)
            promise?.succeed()
        }
        held = []
        heldBytes = 0
        guard let channel, !channel.isWritable else { return }
        channel.isWritable = true
        channel.pipeline.fireChannelWritabilityChanged()
    }

    private func bring(_ bytes: [UInt8]) {
        lastArrival.atClient = max(lastArrival.atClient, world.now + chance.milliseconds(1...40))
        world.at(lastArrival.atClient, rank: number) { [self] in
            guard !isCut, !hasClientEnded else { return }
            answers.append(bytes)
            while !hasClientEnded, let message = answers.next() { read(message) }
        }
    }

    private func read(_ message: ServerBytes.Message) {
        switch message {
        case .answer(isAccepted: true): report(.opened)
        case .answer(isAccepted: false): end(.unreachable("no WebSocket"))
        case .text(let text) where network.tamper.loses(text): break
        case .text(let text):
            witness.received(text)
            report(.message(text))
        case .ping(let payload): write(0xA, payload)
        case .pong(let payload): report(.pong(payload.reduce(0) { $0 << 8 | UInt64($1) }))
        case .close(let reason):
            end(.closed(reason))
            sendClose(CloseReason(code: reason.code == 1005 ? 1000 : reason.code, reason: ""))
        case .broken:
            network.judge.check(false) { "the host sent \(owner) a frame that breaks the WebSocket protocol" }
            end(.broken("a frame breaks the WebSocket protocol"))
        }
    }

    /// The server's socket is closed: the client reads the end after everything else.
    func serverClosed() {
        guard !hasServerClosed else { return }
        hasServerClosed = true
        for (_, promise) in held { promise?.fail(ChannelError.ioOnClosedChannel) }
        held = []
        heldBytes = 0
        world.at(max(lastArrival.atClient, world.now + chance.milliseconds(1...40)), rank: number) { [self] in
            if !isCut { end(.closed(.abnormal)) }
        }
    }

    // MARK: Ends

    /// The client's side is over.
    private func end(_ why: Interruption) {
        guard !hasClientEnded else { return }
        hasClientEnded = true
        network.forget(self)
        note("\(why)")
        report(.ended(why))
    }

    func closeServerSide() {
        guard let channel, channel.isActive else { return }
        channel.close(promise: nil)
    }

    /// What is on its way is lost.
    func cut(_ cut: Cut) {
        guard !isCut else { return }
        isCut = true
        note("is cut; the \(cut.tellsClient ? "client learns it" : "client does not know")")
        if cut.tellsClient {
            world.after(chance.milliseconds(1...500), rank: number) { [self] in end(.closed(.abnormal)) }
        }
        if cut.tellsServer {
            world.after(chance.milliseconds(1...500), rank: number) { [self] in closeServerSide() }
        }
    }

    /// The process of one side is gone: what it wrote before is lost or not, what it writes now is.
    func breakOff(by side: Side) {
        cut(Cut(tellsClient: side == .server, tellsServer: side == .client))
    }
}
