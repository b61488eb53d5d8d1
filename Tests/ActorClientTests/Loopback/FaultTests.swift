import ActorClient
import ActorDefinition
import ActorWire
import NIOCore
import NIOPosix
import NIOWebSocket
import Testing

@Suite(.timeLimit(.minutes(1)))
struct FaultTests {
    @Test func aServerThatAcceptsAndClosesAtOnceIsTriedAgainWithGrowingAttempts() async throws {
        try await ScriptedServer.run { connection in
            guard connection.number < 6 else {
                try await connection.accept()
                return try await connection.echo()
            }
            try await connection.accept()
            try await connection.close(.goingAway)
            try await connection.drain()
        } whileRunning: { server in
            try await withParrot(at: server) { parrot async throws in
                var attempts: [Int] = []
                for await case .reconnecting(let attempt, _, let why) in parrot.statuses {
                    attempts.append(attempt)
                    #expect(why == .closed(.goingAway))
                    if attempts.count == 5 { break }
                }
                #expect(attempts == [1, 2, 3, 4, 5])
                #expect(try await parrot.say("at last") == "at last")
            }
        }
    }

    @Test func aServerThatVanishesLeavesTheOutcomeOfACallUnknownAndRepeatsTheIdempotent() async throws {
        let received = Record<ToServer>()
        try await ScriptedServer.run { connection in
            try await connection.accept()
            guard connection.number > 1 else {
                for _ in 1...2 { if let frame = try await connection.next() { received.append(frame) } }
                return
            }
            while let frame = try await connection.next() {
                received.append(frame)
                guard case .actionRequest(let id, _, let arguments) = frame else { continue }
                try await connection.send(.actionResponse(id: id, output: arguments[0]))
            }
        } whileRunning: { server in
            try await withParrot(at: server) { parrot async throws in
                async let put = parrot.put("once")
                await #expect(throws: ClientError.outcomeUnknown) { try await parrot.say("hi") }
                #expect(try await put == "once")
            }
        }
        let names = received.all.map { if case .actionRequest(_, let name, _) = $0 { name } else { "" } }
        #expect(Set(names.prefix(2)) == ["put", "say"])
        #expect(names.dropFirst(2) == ["put"])
    }

    @Test func eachAttemptHasFreshParameters() async throws {
        let seen = Record<Value?>()
        try await ScriptedServer.run { connection in
            seen.append(connection.parameters)
            guard connection.number == 3 else { return }
            try await connection.accept()
            try await connection.drain()
        } whileRunning: { server in
            let asked = Record<Void>()
            try await withParrot(
                at: server,
                parameters: {
                    asked.append(())
                    return .init(attempt: asked.all.count)
                }
            ) { parrot async throws in
                _ = await parrot.statuses.first(where: \.isConnected)
            }
        }
        #expect(seen.all == [["attempt": 1], ["attempt": 2], ["attempt": 3]])
    }

    @Test func parametersThatCannotBeHadAreAskedForAgain() async throws {
        try await ScriptedServer.run { connection in
            try await connection.accept()
            try await connection.echo()
        } whileRunning: { server in
            let asked = Record<Void>()
            try await withParrot(
                at: server,
                parameters: {
                    asked.append(())
                    guard asked.all.count == 3 else { throw UserError("locked", "The key is locked") }
                    return .init(attempt: 3)
                }
            ) { parrot async throws in
                let failed = await parrot.statuses.first { if case .reconnecting = $0 { true } else { false } }
                guard case .reconnecting(_, _, let why) = failed else { return #expect(Bool(false)) }
                #expect(why == .noParameters("The key is locked"))
                #expect(try await parrot.say("hi") == "hi")
            }
        }
    }

    @Test func refusedParametersAreFinal() async throws {
        let refusal = WireError.invalidRequest("parameters: name is missing")
        try await ScriptedServer.run { connection in
            try await connection.send(.error(refusal, actionID: nil))
            try await connection.close(CloseReason(refusal))
            try await connection.drain()
        } whileRunning: { server in
            try await withParrot(at: server) { parrot async throws in
                #expect(await parrot.run() == .refused(refusal))
                #expect(parrot.status == .closed(.refused(refusal)))
                await #expect(throws: ClientError.closed(.refused(refusal))) { try await parrot.say("hi") }
            }
        }
    }

    @Test func aKickIsFinalAndEndsTheEventsWithItsReason() async throws {
        let connections = Record<Int>()
        try await ScriptedServer.run { connection in
            connections.append(connection.number)
            try await connection.accept()
            _ = try await connection.next()
            try await connection.send(.event(name: "said", arguments: ["out!"]))
            try await connection.close(.normal("spam"))
            try await connection.drain()
        } whileRunning: { server in
            try await withParrot(at: server) { parrot async throws in
                var said = parrot.said.makeAsyncIterator()
                #expect(try await said.next() == "out!")
                let kicked = ClosedReason.disconnected(reason: "spam")
                await #expect(throws: ClientError.closed(kicked)) { _ = try await said.next() }
                #expect(await parrot.run() == kicked)
            }
        }
        #expect(connections.all == [1])
    }

    @Test(arguments: [
        (1_000, "the server sent a message that is too long"),
        (100, "the server sent a message that is too long"),
    ])
    func aMessageThatIsTooLongEndsTheConnection(fragment: Int, why: String) async throws {
        var configuration = ClientConfiguration.hasty
        configuration.incomingMessage = 500
        try await ScriptedServer.run { connection in
            try await connection.accept()
            let bytes = ByteBuffer(repeating: UInt8(ascii: " "), count: fragment)
            try await connection.write(.text, bytes, fin: false)
            for _ in 1...10 { try await connection.write(.continuation, bytes, fin: false) }
            try await connection.drain()
        } whileRunning: { server in
            try await expectInterruption(.broken(why), at: server, configuration)
        }
    }

    @Test(arguments: [
        (WebSocketFault.binary, "a frame is of an unknown kind" as String?),
        (.continuation, "a frame breaks the WebSocket protocol"),
        (.noJSON, nil),
    ])
    func whatIsNotTheProtocolEndsTheConnection(fault: WebSocketFault, why: String?) async throws {
        try await ScriptedServer.run { connection in
            try await connection.accept()
            switch fault {
            case .binary: try await connection.write(.binary, ByteBuffer(string: "{}"))
            case .continuation: try await connection.write(.continuation, ByteBuffer(string: "{}"))
            case .noJSON: try await connection.write(.text, ByteBuffer(string: "{\"body\":"))
            }
            try await connection.drain()
        } whileRunning: { server in
            try await expectInterruption(why.map { .broken($0) }, at: server)
        }
    }

    @Test func aPortWhereNobodyListensIsSaidSo() async throws {
        // An address of its own, whose port nothing else takes once it is free.
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.7", port: 0).get()
        let port = try #require(listener.localAddress?.port)
        try await listener.close()
        try await expectInterruption(
            .unreachable("nobody listens there"), at: ServerAddress(host: "127.0.0.7", port: port))
    }

    @Test(arguments: [
        ("404 Not Found", "none", "a server answers at this address, but not with a WebSocket"),
        ("200 OK", #"{"rooms":[]}"#, "a server answers at this address, but not with a WebSocket"),
        ("503 Service Unavailable", "<html>", "the server takes no more connections at the moment"),
        ("429 Too Many Requests", "", "the server takes no more connections at the moment"),
    ])
    func aServerThatSpeaksSomethingElseIsSaidSo(status: String, body: String, why: String) async throws {
        try await expectInterruption(.unreachable(why), byAnswer: status, body)
    }

    @Test(arguments: [false, true]) func aServerThatRefusesIsQuoted(closes: Bool) async throws {
        let error = WireError(group: "guard", code: "too_many_connections", message: "Too many")
        let body = String(decoding: error.json(), as: UTF8.self)
        try await expectInterruption(.refused(error), byAnswer: "429 Too Many Requests", body, closes: closes)
    }

    @Test func aServerThatHangsUpWithoutAnAnswerIsSaidSo() async throws {
        try await expectInterruption(.unreachable("the other side broke off"), byAnswer: nil, closes: true)
    }

    private func expectInterruption(
        _ expected: Interruption, byAnswer status: String?, _ body: String = "", closes: Bool = false
    ) async throws {
        let answer = status.map { "HTTP/1.1 \($0)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)" }
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(OneAnswer(answer ?? "", closes: closes))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(listener.localAddress?.port)
        try await expectInterruption(expected, at: ServerAddress(host: "127.0.0.1", port: port))
        try await listener.close()
    }

    @Test func aServerThatNoLongerAnswersPingsIsGivenUp() async throws {
        var configuration = ClientConfiguration.hasty
        configuration.pingInterval = .milliseconds(20)
        try await ScriptedServer.run { connection in
            connection.answersPings = false
            try await connection.accept()
            try await connection.drain()
        } whileRunning: { server in
            try await expectInterruption(.silent, at: server, configuration)
        }
    }

    @Test func aSocketThatIsAcceptedAndNeverAnsweredIsGivenUp() async throws {
        var configuration = ClientConfiguration.hasty
        // Time enough for the connection, and then none for the answer.
        configuration.connectTimeout = .milliseconds(500)
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(listener.localAddress?.port)
        try await withParrot(at: ServerAddress(host: "127.0.0.1", port: port), configuration) { parrot async throws in
            // On a busy machine the connection itself may take too long first, for which there is another reason.
            let status = await parrot.statuses.first {
                if case .reconnecting(_, _, .timedOut) = $0 { true } else { false }
            }
            #expect(status != nil)
        }
        try await listener.close()
    }

    /// Expects that the client soon reconnects, for this reason, or for one that is only known by its kind.
    private func expectInterruption(
        _ expected: Interruption?, at server: ServerAddress, _ configuration: ClientConfiguration = .hasty,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await withParrot(at: server, configuration) { parrot async throws in
            let status = await parrot.statuses.first { if case .reconnecting = $0 { true } else { false } }
            guard case .reconnecting(_, _, let why) = status else {
                return #expect(Bool(false), sourceLocation: sourceLocation)
            }
            if let expected {
                #expect(why == expected, sourceLocation: sourceLocation)
            } else if case .broken = why {
            } else {
                Issue.record("\(why)", sourceLocation: sourceLocation)
            }
        }
    }
}

enum WebSocketFault: Sendable {
    case binary, continuation, noJSON
}

/// Answers anything in the same way.
private final class OneAnswer: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let answer: String
    private let closes: Bool

    init(_ answer: String, closes: Bool) {
        self.answer = answer
        self.closes = closes
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer)), promise: nil)
        if closes { context.close(promise: nil) }
    }
}
