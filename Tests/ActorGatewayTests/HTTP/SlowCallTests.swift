import Logging
import NIOCore
import NIOEmbedded
import PrometheusMetrics
import Testing

@testable import ActorGateway

/// Calls over HTTP whose answer takes its time.
@Suite(.timeLimit(.minutes(1))) struct SlowCallTests {
    private static let question =
        "POST /gateway/room/action/wait HTTP/1.1\r\nHost: localhost\r\nContent-Length: 11\r\n\r\n{\"args\":[]}"

    // MARK: On a loop whose time the test turns

    private let loop = NIOAsyncTestingEventLoop()
    private let metrics = MetricRegistry()
    private let room = TestRoom()

    /// A connection whose requests may take 10 s.
    private func withConnection(_ body: (NIOAsyncTestingChannel) async throws -> Void) async throws {
        var configuration = GatewayConfiguration.calm
        configuration.eventLoopGroup = loop
        configuration.metrics = metrics
        let gateway = Gateway(
            backend: room, configuration: configuration,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        gateway.isReady = true
        let channel = try await NIOAsyncTestingChannel(loop: loop) { try gateway.setUp($0) }
        try await channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).get()
        do {
            try await body(channel)
        } catch {
            Issue.record(error)
        }
        try? await channel.close().get()
        // The watch finds that nobody is there any more.
        await loop.advanceTime(by: .seconds(1))
    }

    /// Asks, and has it answered after a minute.
    private func askAndWait(_ channel: NIOAsyncTestingChannel) async throws {
        try await channel.writeInbound(ByteBuffer(string: Self.question))
        let call = try #require(await room.calls.first())
        await loop.advanceTime(by: .seconds(60))
        try #require(channel.isActive)
        call.yield()
        let head = try await channel.waitForOutboundWrite(as: ByteBuffer.self)
        #expect(String(buffer: head).hasPrefix("HTTP/1.1 200 "))
        #expect(try await heard(channel) == #"{"output":[null]}"#)
    }

    private func heard(_ channel: NIOAsyncTestingChannel) async throws -> String {
        var text = ""
        while let bytes = try await channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: bytes) }
        return text
    }

    @Test func theTimeOfARequestIsOverWithItsEndHoweverLongTheAnswerTakes() async throws {
        try await withConnection { channel in
            try await askAndWait(channel)
            #expect(metrics.refusals(.handshake) == 0)
        }
    }

    @Test func theNextRequestHasAllItsTimeFromTheAnswerOn() async throws {
        try await withConnection { channel in
            try await askAndWait(channel)
            await loop.advanceTime(by: .milliseconds(9_500))
            #expect(channel.isActive)
            try await askAndWait(channel)
        }
    }

    @Test func whoWasAnsweredAndAsksNothingMoreIsClosedWithoutAWord() async throws {
        try await withConnection { channel in
            try await askAndWait(channel)
            await loop.advanceTime(by: .milliseconds(10_500))
            #expect(!channel.isActive)
            #expect(try await heard(channel) == "")
            #expect(metrics.refusals(.handshake) == 0)
        }
    }

    @Test func whoWasAnsweredAndAsksHalfAQuestionIsToldThatItsTimeIsOver() async throws {
        try await withConnection { channel in
            try await askAndWait(channel)
            try await channel.writeInbound(ByteBuffer(string: String(Self.question.dropLast())))
            await loop.advanceTime(by: .milliseconds(10_500))
            #expect(!channel.isActive)
            #expect(try await heard(channel).hasPrefix("HTTP/1.1 408 "))
            #expect(metrics.refusals(.handshake) == 1)
        }
    }

    // MARK: On real sockets

    @Test func whoGoesAwayAnswersWhatIsAskedAndThenCloses() async throws {
        // Nobody is closed because the time is over.
        try await withGateway(.with(\.closeGrace, .seconds(3_600))) { gateway, address, room in
            let socket = try await TestSocket.connect(to: address)
            try await socket.send(Self.question)
            let call = try #require(await room.calls.first())
            let other = try await TestClient(address)
            async let isGone: Void = gateway.shutdown()
            // All are told at once.
            #expect(await other.untilClose().last?.closeCode == 1001)
            call.yield()
            let head = try await socket.read(through: "\r\n\r\n")
            #expect(head.hasPrefix("HTTP/1.1 200 "))
            try #require(head.contains("connection: close"))
            #expect(await socket.readToEnd() == #"{"output":[null]}"#)
            await isGone
        }
    }

    @Test func aCallThatIsNeverAnsweredHoldsNothingUp() async throws {
        try await withGateway(.with(\.closeGrace, .milliseconds(10))) { gateway, address, room in
            let socket = try await TestSocket.connect(to: address)
            try await socket.send(Self.question)
            _ = await room.calls.first()
            await gateway.shutdown()
            #expect(await gateway.connectionCount() == 0)
            #expect(await socket.readToEnd() == "")
        }
    }

    @Test func theCallOfAClientThatLeavesIsCancelled() async throws {
        try await withGateway { _, address, room in
            let socket = try await TestSocket.connect(to: address)
            try await socket.send(Self.question)
            let call = try #require(await room.calls.first())
            let (ends, end) = AsyncStream.makeStream(of: Void.self)
            call.onTermination = { if case .cancelled = $0 { end.yield() } }
            await socket.close()
            #expect(await ends.first() != nil)
        }
    }

    /// Whether it was answered, refused or cancelled.
    @Test func aCallThatIsOverMakesRoomForTheNext() async throws {
        try await withGateway(.with(\.callLimit, 1), metrics: metrics) { _, address, room in
            let first = try await TestSocket.connect(to: address)
            try await first.send(Self.question)
            let call = try #require(await room.calls.first())
            let second = try await TestSocket.connect(to: address)
            for line in ["GET /gateway/ghost/health", "GET /actors?name=chatRoom"] {
                try await second.send("\(line) HTTP/1.1\r\nHost: localhost\r\n\r\n")
                #expect(try await second.read(through: "\r\n\r\n").hasPrefix("HTTP/1.1 503 "))
                _ = try await second.read(through: "1 calls are being answered, the most allowed")
                _ = try await second.read(through: "}")
            }
            call.yield()
            _ = try await first.read(through: "}")
            for (line, status) in [
                ("GET /gateway/ghost/health", 404), ("GET /gateway/room/health", 200), ("GET /actors?name=%zz", 400),
                ("GET /actors?name=chatRoom", 200), ("GET /gateway/room/health", 200),
            ] {
                let socket = try await TestSocket.connect(to: address)
                try await socket.send("\(line) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                #expect(await socket.readToEnd().hasPrefix("HTTP/1.1 \(status) "), "\(line)")
            }
            #expect(metrics.refusals(.calls) == 2)
        }
    }
}
