import ActorDefinition
import ActorRuntime
import ActorWire
import Glibc
import NIOCore
import NIOEmbedded
import NIOPosix
import Testing

@testable import ActorGateway

/// The rules of the gate, each against what breaks when it is broken.
@Suite(.timeLimit(.minutes(1))) struct SocketGateTests {
    /// Frames of many lengths, so that the kernel takes some of them in part.
    private func event(_ number: Int) -> Delivery {
        let padding = String(repeating: "x", count: number * 7_919 % 40_000)
        return .broadcast(
            event: "said", EncodedFrame(.event(name: "said", arguments: [.int(Int64(number)), .string(padding)])),
            except: nil)
    }

    /// Rules 1, 2 and 4: replies, pongs, pings, broadcasts and the close, to a client that reads in bursts.
    @Test func nothingOvertakesARestInMidFrame() async throws {
        var configuration = GatewayConfiguration.calm
        configuration.outboundLimit = 64 << 20
        configuration.closeGrace = .seconds(60)
        try await withGateway(configuration) { _, address, room in
            let client = try await TestClient(address, receiveBuffer: 4_096)
            _ = try await client.nextText()
            let link = try #require(await room.opened.first()).link
            room.deliver([.subscribe(link, event: "said")])
            let count = 300
            try await client.socket.setReading(false)
            for number in 0..<count {
                room.deliver([event(number)])
                if number % 10 == 0 { try await client.send(9, Array("\(number)".utf8)) }
                if number % 15 == 0 { try await client.act(number, "echo", "[]") }
                if number % 50 == 0 { try await client.socket.setReading(number % 100 == 0) }
            }
            room.deliver([.close(link, .normal("the end"))])
            try await client.socket.setReading(true)
            var events: [Int] = []
            var pongs: [Int] = []
            var replies: [UInt64] = []
            for frame in await client.untilClose() {
                switch frame.opcode {
                case 1:
                    switch try ToClient(json: frame.payload) {
                    case .event(_, let arguments): events.append(try #require(arguments[0].int))
                    case .actionResponse(let id, _): replies.append(id)
                    default: Issue.record("unexpected \(frame.text.prefix(100))")
                    }
                case 0xA: pongs.append(Int(frame.text) ?? -1)
                case 8: #expect(frame.closeReason == "the end")
                default: Issue.record("unexpected opcode \(frame.opcode)")
                }
            }
            #expect(events == Array(0..<count))
            // What the client sent behind the close is not answered any more.
            #expect(pongs == pongs.indices.map { $0 * 10 } && replies == replies.indices.map { UInt64($0 * 15) })
        }
    }

    /// Rule 3, on real sockets: clients come and go in the middle of broadcasts, and the kernel gives their numbers to
    /// those who come next. Each hears the greeting first, and then events without a gap.
    @Test func aNewClientNeverHearsWhatWasMeantForAnother() async throws {
        try await withGateway { _, address, room in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for await opened in room.opened { room.deliver([.subscribe(opened.link, event: "said")]) }
                }
                group.addTask {
                    var number = 0
                    while !Task.isCancelled {
                        room.deliver([event(number)])
                        number += 1
                        try? await Task.sleep(for: .microseconds(200))
                    }
                }
                for round in 0..<150 {
                    let client = try await TestClient(address)
                    #expect(client.answer.hasPrefix("HTTP/1.1 101 "))
                    #expect(try await client.nextText()?.contains(#""tag":"Init""#) == true)
                    var last: Int?
                    for _ in 0..<(round % 7) {
                        guard let text = try await client.nextText(),
                            case .event(_, let arguments) = try ToClient(json: Array(text.utf8))
                        else { break }
                        if let last { #expect(arguments[0].int == last + 1) }
                        last = arguments[0].int
                    }
                    await client.socket.close()
                }
                group.cancelAll()
            }
        }
    }

    /// Rule 2 has an end: what NIO has written it holds no longer, and the short way is open again.
    @Test func whoCaughtUpIsWrittenToDirectlyAgain() throws {
        let pair = try SocketPair()
        var gate = SocketGate(socket: pair.ours)
        let chunk = ByteBuffer(repeating: 1, count: 1 << 20)
        let held = gate.send(chunk)
        let rest = try #require(held)
        let taken = chunk.readableBytes - rest.readableBytes
        #expect(taken > 0 && gate.heldBytes == rest.readableBytes)
        #expect(pair.read() == taken)
        // The kernel has room again, but the rest comes first.
        let next = ByteBuffer(string: "behind it")
        var behind = gate.send(next)
        #expect(behind == next && pair.read() == 0)
        gate.release(rest.readableBytes, isWritten: true)
        behind = gate.send(next)
        #expect(behind == next && pair.read() == 0)
        for _ in 0..<2 { gate.release(next.readableBytes, isWritten: true) }
        #expect(gate.heldBytes == 0)
        behind = gate.send(next)
        #expect(behind == nil)
        #expect(pair.read() == next.readableBytes)
    }

    /// Rule 3: the number of a closed socket is nobody's business.
    @Test(arguments: [true, false]) func aGateThatIsClosedSendsNothing(byFailure: Bool) throws {
        let pair = try SocketPair()
        var gate = SocketGate(socket: pair.ours)
        if byFailure { gate.release(0, isWritten: false) } else { gate.close() }
        let bytes = ByteBuffer(string: "for nobody")
        let rest = gate.send(bytes)
        #expect(rest == bytes && pair.read() == 0)
    }

    /// Rule 2, from the beginning: what NIO holds when the gate is made comes first, also when the kernel has room.
    @Test func whatNIOHeldBeforeIsNotOvertaken() async throws {
        let pair = try SocketPair()
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .withConnectedSocket(dup(pair.ours)).get()
        let (held, behind) = (4 << 20, ByteBuffer(string: "behind it"))
        let rest = try await channel.eventLoop.submit {
            let handler = GateMaker()
            try channel.pipeline.syncOperations.addHandler(handler)
            // No loop runs between the two, so that NIO still holds what the kernel did not take.
            channel.writeAndFlush(ByteBuffer(repeating: 1, count: held), promise: nil)
            _ = pair.read()
            var gate = try #require(handler.makeGate())
            return gate.send(behind)
        }.get()
        #expect(rest == behind)
        try? await channel.close()
    }

    /// Rule 5: a channel that gives no socket away is written to by NIO alone.
    @Test func whereThereIsNoSocketEverythingGoesToNIO() throws {
        let handler = GateMaker()
        let channel = EmbeddedChannel(handler: handler)
        var gate = try #require(handler.makeGate())
        let bytes = ByteBuffer(string: "by way of NIO")
        let rest = gate.send(bytes)
        #expect(rest == bytes && gate.heldBytes == bytes.readableBytes)
        _ = try channel.finish()
    }

    /// Rule 7: many get the same, up to the one that needs its connection.
    @Test func aSweepStopsAtWhoIsNotFree() throws {
        let pairs = try (0..<4).map { _ in try SocketPair() }
        let bytes = ByteBuffer(repeating: 1, count: 100_000)
        var sockets = pairs.map(\.ours)
        #expect(SocketGate.send(bytes, to: sockets, at: 0..<2) == (2, 0))
        #expect(pairs.map { $0.read() } == [100_000, 100_000, 0, 0])
        sockets[1] = SocketGate.noSocket
        #expect(SocketGate.send(bytes, to: sockets, at: 0..<4) == (1, 0))
        #expect(pairs.map { $0.read() } == [100_000, 0, 0, 0])
        // The kernel takes a part, and nothing more after it.
        let tooMuch = ByteBuffer(repeating: 1, count: 4 << 20)
        let (reached, sent) = SocketGate.send(tooMuch, to: sockets, at: 2..<4)
        #expect(reached == 2 && sent > 0 && sent < tooMuch.readableBytes && pairs[2].read() == sent)
        pairs[3].closeTheirs()
        #expect(SocketGate.send(bytes, to: sockets, at: 3..<4) == (3, 0))
    }

    /// A gate says whether it is free, and is not while NIO holds something or its channel is closed.
    @Test func aGateIsFreeWhileNothingIsHeld() throws {
        let pair = try SocketPair()
        var gate = SocketGate(socket: pair.ours)
        #expect(gate.freeSocket == pair.ours)
        let held = gate.send(ByteBuffer(repeating: 1, count: 4 << 20))
        let rest = try #require(held)
        #expect(gate.freeSocket == SocketGate.noSocket)
        gate.release(rest.readableBytes, isWritten: true)
        #expect(gate.freeSocket == pair.ours)
        gate.close()
        #expect(gate.freeSocket == SocketGate.noSocket)
    }

    /// Rule 4: NIO gets all of it, finds the error by itself and closes; and no signal ends the process.
    @Test func anErrorIsLeftToNIO() throws {
        let pair = try SocketPair()
        pair.closeTheirs()
        var gate = SocketGate(socket: pair.ours)
        let bytes = ByteBuffer(string: "into the void")
        let rest = gate.send(bytes)
        #expect(rest == bytes)
    }
}

/// The only handler of a channel, as a connection is.
private final class GateMaker: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private var context: ChannelHandlerContext?

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }
    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }
    func makeGate() -> SocketGate? { context.map { SocketGate(of: $0) } }
}

/// Two sockets that are connected to each other.
private final class SocketPair: Sendable {
    let ours: CInt
    private let theirs: CInt

    init() throws {
        var sockets: [CInt] = [-1, -1]
        try #require(socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0, &sockets) == 0)
        (ours, theirs) = (sockets[0], sockets[1])
    }

    deinit {
        close(ours)
        close(theirs)
    }

    func closeTheirs() { shutdown(theirs, CInt(SHUT_RDWR)) }

    /// How many bytes have come to the other end.
    func read() -> Int {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        var count = 0
        while case let taken = recv(theirs, &bytes, bytes.count, 0), taken > 0 { count += taken }
        return count
    }
}
