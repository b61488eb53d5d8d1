import ActorClient
import ActorWire
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket

/// A server on a free port of the loopback that does with each connection what a script says.
struct ScriptedServer {
    typealias Script = @Sendable (inout ServerConnection) async throws -> Void
    typealias Frames = NIOAsyncChannel<WebSocketFrame, WebSocketFrame>

    let address: ServerAddress

    /// Runs the body with a server, and ends the server after it.
    ///
    /// - Parameter script: is run for each connection, all at the same time. When it returns or throws, the socket is
    ///   closed.
    static func run(
        host: String = "127.0.0.1", _ script: @escaping Script,
        whileRunning body: (ServerAddress) async throws -> Void
    ) async throws {
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: host, port: 0) { channel in channel.eventLoop.makeCompletedFuture { try accept(channel) } }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await listener.executeThenClose { connections in
                    try await withThrowingDiscardingTaskGroup { group in
                        var number = 0
                        for try await upgrade in connections {
                            number += 1
                            group.addTask { [number] in await serve(upgrade, number, script) }
                        }
                    }
                }
            }
            try await body(ServerAddress(host: host, port: listener.channel.localAddress!.port!))
            group.cancelAll()
        }
    }

    private static func accept(_ channel: any Channel) throws -> EventLoopFuture<(HTTPRequestHead, Frames)?> {
        let upgrader = NIOTypedWebSocketServerUpgrader<(HTTPRequestHead, Frames)?>(
            shouldUpgrade: { channel, _ in
                channel.eventLoop.makeSucceededFuture(["Sec-WebSocket-Protocol": Subprotocols.answer])
            },
            upgradePipelineHandler: { channel, head in
                channel.eventLoop.makeCompletedFuture { (head, try Frames(wrappingChannelSynchronously: channel)) }
            })
        return try channel.pipeline.syncOperations.configureUpgradableHTTPServerPipeline(
            configuration: .init(
                upgradeConfiguration: .init(upgraders: [upgrader]) { channel in
                    channel.eventLoop.makeSucceededFuture(nil)
                }))
    }

    private static func serve(
        _ upgrade: EventLoopFuture<(HTTPRequestHead, Frames)?>, _ number: Int, _ script: Script
    ) async {
        guard let (head, frames) = try? await upgrade.get() else { return }
        // What a script throws ends its connection, as a fault of the server would.
        try? await frames.executeThenClose { inbound, outbound in
            var connection = ServerConnection(
                number: number, head: head, inbound: inbound.makeAsyncIterator(), outbound: outbound)
            try await script(&connection)
        }
    }
}

/// The server's end of one connection.
struct ServerConnection {
    /// Counted from 1.
    let number: Int
    let head: HTTPRequestHead
    var inbound: NIOAsyncChannelInboundStream<WebSocketFrame>.AsyncIterator
    let outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>
    /// What the client closed with.
    private(set) var clientClose: CloseReason?
    var answersPings = true

    init(
        number: Int, head: HTTPRequestHead, inbound: NIOAsyncChannelInboundStream<WebSocketFrame>.AsyncIterator,
        outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>
    ) {
        self.number = number
        self.head = head
        self.inbound = inbound
        self.outbound = outbound
    }

    var parameters: Value? {
        (try? Subprotocols(parsing: head.headers["Sec-WebSocket-Protocol"].joined(separator: ",")))?.parameters
    }

    /// The next frame of the client; nil when it is gone. Answers pings and closes.
    mutating func next() async throws -> ToServer? {
        while let frame = try await inbound.next(isolation: nil) {
            switch frame.opcode {
            case .text: return try ToServer(json: frame.unmaskedData.readableBytesView)
            case .ping where answersPings: try await write(.pong, frame.unmaskedData)
            case .connectionClose:
                var payload = frame.unmaskedData
                clientClose = CloseReason(
                    code: payload.readInteger() ?? 1005, reason: String(buffer: payload))
                try await write(.connectionClose, frame.unmaskedData)
                return nil
            default: break
            }
        }
        return nil
    }

    /// Reads until the client is gone.
    mutating func drain() async throws { while try await next() != nil {} }

    func accept() async throws { try await send(.initialized(actorID: "a", connectionID: "c\(number)")) }

    func send(_ frame: ToClient) async throws { try await write(.text, ByteBuffer(bytes: frame.json())) }

    func write(_ opcode: WebSocketOpcode, _ data: ByteBuffer, fin: Bool = true) async throws {
        try await outbound.write(WebSocketFrame(fin: fin, opcode: opcode, data: data))
    }

    func close(_ reason: CloseReason) async throws {
        var payload = ByteBuffer(integer: reason.code)
        payload.writeString(reason.reason)
        try await write(.connectionClose, payload)
    }

    /// Answers every call with its first argument.
    mutating func echo() async throws {
        while let frame = try await next() {
            if case .actionRequest(let id, _, let arguments) = frame {
                try await send(.actionResponse(id: id, output: arguments.first ?? .null))
            }
        }
    }
}
