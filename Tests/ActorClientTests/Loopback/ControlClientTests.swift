import ActorClient
import ActorWire
import NIOCore
import NIOPosix
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ControlClientTests {
    @Test func theActorsOfAKindAreListed() async throws {
        let actor = #"{"actor_id":"a1","name":"chatRoom","key":"x\\/y/b","create_ts":1700000000000}"#
        try await answering("200 OK", #"{"actors":[\#(actor)]}"#) { client, requests in
            let actors = try await client.actors(named: "chat room")
            #expect(actors.map(\.id) == ["a1"])
            #expect(actors.map(\.key.parts) == [["x/y", "b"]])
            #expect(actors.map(\.createdAt.milliseconds) == [1_700_000_000_000])
            #expect(requests.all[0].hasPrefix("GET /actors?namespace=default&name=chat%20room HTTP/1.1\r\n"))
        }
    }

    @Test func anActionIsCalledWithParameters() async throws {
        try await answering("200 OK", #"{"output":["ann"]}"#) { client, requests in
            let output = try await client.call(
                "members", of: "chatRoom", key: ActorKey(["lobby"]), [3], parameters: ["name": "é"])
            #expect(output == ["ann"])
            let request = requests.all[0]
            #expect(
                request.hasPrefix(
                    "POST /gateway/chatRoom/action/members?rvt-namespace=default&rvt-method=get&rvt-key=lobby"
                        + "&rvt-runner=default HTTP/1.1\r\n"))
            #expect(request.contains("x-rivet-conn-params: %7B%22name%22%3A%22%C3%A9%22%7D\r\n"))
            #expect(request.hasSuffix("\r\n\r\n{\"args\":[3]}"))
        }
    }

    @Test func aRefusalIsThrownAsItCame() async throws {
        let refusal = #"{"group":"user","code":"banned","message":"You are banned"}"#
        try await answering("400 Bad Request", refusal) { client, _ in
            await #expect(throws: WireError.user("banned", "You are banned")) {
                try await client.call("members", of: "chatRoom", key: .empty)
            }
        }
    }

    @Test(arguments: ["<html>", #"{"rooms":[]}"#, #"{"actors":[{"name":"chatRoom"}]}"#])
    func anotherServersAnswerIsNotTaken(body: String) async throws {
        try await answering("200 OK", body) { client, _ in
            await #expect(throws: ControlError.unexpectedAnswer) { try await client.actors(named: "chatRoom") }
        }
    }

    @Test func aServerIsHealthyWhenItSaysSo() async throws {
        try await answering("200 OK", "ok") { client, _ in #expect(await client.isHealthy()) }
        try await answering("503 Service Unavailable", "") { client, _ in #expect(await client.isHealthy() == false) }
        let trouble = #"{"group":"guard","code":"degraded","message":"the disk is full"}"#
        try await answering("503 Service Unavailable", trouble) { client, _ in #expect(await client.isHealthy()) }
    }

    @Test func aServerThatIsSilentIsNotWaitedForLongerThanAsked() async throws {
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        let server = ServerAddress(host: "127.0.0.1", port: try #require(listener.localAddress?.port))
        let client = ControlClient(server: server, timeout: .milliseconds(20))
        await #expect(throws: ControlError.unreachable("no answer in time")) {
            try await client.actors(named: "chatRoom")
        }
        try await listener.close()
    }

    @Test func aPortWhereNobodyListensIsSaidSo() async throws {
        // An address of its own, whose port nothing else takes once it is free.
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.7", port: 0).get()
        let server = ServerAddress(host: "127.0.0.7", port: try #require(listener.localAddress?.port))
        try await listener.close()
        await #expect(throws: ControlError.unreachable("nobody listens there")) {
            try await ControlClient(server: server).actors(named: "chatRoom")
        }
    }

    /// Runs the body with a server that gives one answer, and with the requests that it got.
    private func answering(
        _ status: String, _ body: String, _ test: (ControlClient, Record<String>) async throws -> Void
    ) async throws {
        let requests = Record<String>()
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(CannedAnswer(status, body, requests))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let server = ServerAddress(host: "127.0.0.1", port: try #require(listener.localAddress?.port))
        try await test(ControlClient(server: server), requests)
        try await listener.close()
    }
}

/// Answers what comes, in one piece or more, up to the end of its head and body.
private final class CannedAnswer: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let answer: String
    private let requests: Record<String>
    private var request = ""

    init(_ status: String, _ body: String, _ requests: Record<String>) {
        answer = "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
        self.requests = requests
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        request += String(buffer: unwrapInboundIn(data))
        guard request.hasSuffix("\r\n\r\n") && request.hasPrefix("GET") || request.hasSuffix("}") else { return }
        requests.append(request)
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer)), promise: nil)
    }
}
