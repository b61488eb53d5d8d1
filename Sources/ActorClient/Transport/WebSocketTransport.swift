package import ActorWire
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket

/// Connects by WebSocket, with JSON frames (RivetKit client protocol, version 4).
package struct WebSocketTransport: ClientTransport {
    private let server: ServerAddress
    private let timeout: Duration
    private let longestMessage: Int

    /// - Parameter longestMessage: from the server, in bytes.
    package init(server: ServerAddress, timeout: Duration, longestMessage: Int) {
        self.server = server
        self.timeout = timeout
        self.longestMessage = longestMessage
    }

    package func connect(
        to target: ConnectTarget, parameters: Value?, report: @escaping @Sendable (LineReport) -> Void
    ) -> any ClientLine {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let line = WebSocketLine(on: loop, report: report)
        do throws(WireError) {
            let head = upgradeRequest(try target.path(), Subprotocols(encoding: .json, parameters: parameters))
            ClientBootstrap(group: loop)
                .connectTimeout(TimeAmount(timeout))
                .connect(host: server.host, port: server.port)
                .flatMap { channel in upgrade(channel, head, line) }
                .whenFailure { line.end(interruption(by: $0)) }
        } catch {
            line.end(.unreachable(error.message))
        }
        return line
    }

    private func upgradeRequest(_ path: String, _ subprotocols: Subprotocols) -> HTTPRequestHead {
        HTTPRequestHead(
            version: .http1_1, method: .GET, uri: path,
            headers: [
                "Host": server.authority,
                "Sec-WebSocket-Protocol": subprotocols.header,
            ])
    }

    /// Speaks HTTP until the server has agreed to speak WebSocket (RFC 6455 section 4.1). Runs on the channel's loop.
    private func upgrade(
        _ channel: any Channel, _ head: HTTPRequestHead, _ line: WebSocketLine
    ) -> EventLoopFuture<Void> {
        guard line.adopt(channel) else { return channel.close() }
        let gate = NIOLoopBound(HandshakeGate(), eventLoop: channel.eventLoop)
        return channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(gate.value)
            return try channel.pipeline.syncOperations.configureUpgradableHTTPClientPipeline(
                configuration: configuration(head, line))
        }
        .flatMap { (upgraded: EventLoopFuture<Refusal?>) in upgraded }
        .flatMapErrorThrowing { error in
            switch error {
            case is IOError: throw error
            case is ChannelError: throw ConnectFailure.brokenOff
            default: throw ConnectFailure.noWebSocket
            }
        }
        .flatMap { refusal in
            // NIO hands on what it has kept of the answer when this returns. The rest follows.
            channel.eventLoop.execute { gate.value.open() }
            if let refusal { return refusal.flatMapThrowing { throw $0 } }
            line.tell(.opened)
            return channel.eventLoop.makeSucceededVoidFuture()
        }
    }

    /// Becomes why the server will not speak WebSocket.
    private typealias Refusal = EventLoopFuture<ConnectFailure>

    private func interruption(by error: any Error) -> Interruption {
        if case ConnectFailure.refused(let error) = error { return .refused(error) }
        return .unreachable(ConnectFailure.text(of: error))
    }

    private func configuration(
        _ head: HTTPRequestHead, _ line: WebSocketLine
    ) -> NIOUpgradableHTTPClientPipelineConfiguration<Refusal?> {
        let upgrader = NIOTypedWebSocketClientUpgrader<Refusal?>(
            maxFrameSize: longestMessage, enableAutomaticErrorHandling: false
        ) { channel, _ in
            channel.eventLoop.makeCompletedFuture {
                let aggregator = NIOWebSocketFrameAggregator(
                    minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: 1024, maxAccumulatedFrameSize: longestMessage)
                try channel.pipeline.syncOperations.addHandlers([aggregator, WebSocketHandler(line)])
                return nil
            }
        }
        return .init(
            upgradeConfiguration: .init(upgradeRequestHead: head, upgraders: [upgrader]) { channel in
                channel.eventLoop.makeCompletedFuture {
                    let failure = channel.eventLoop.makePromise(of: ConnectFailure.self)
                    try channel.pipeline.syncOperations.addHandler(RefusalReader(failure))
                    return failure.futureResult
                }
            })
    }
}
