public import ActorDefinition
public import ActorRuntime
import ActorWire
import Glibc
public import Logging
public import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Serves actors over HTTP and WebSocket, on one port, in the RivetKit client protocol.
///
/// `start()` opens the port, `shutdown()` tells clients to come back and closes everything. An instance serves once.
public final class Gateway: Transport {
    private let configuration: GatewayConfiguration
    private let services: ConnectionServices
    let loops: [(eventLoop: any EventLoop, services: NIOLoopBoundBox<LoopServices>)]
    private let endpoints: Endpoints
    private let phase = Mutex(Phase.new)

    private enum Phase {
        case new
        case starting
        case serving(any Channel)
        case shutDown
    }

    /// - Parameters:
    ///   - system: The actors to serve.
    ///   - logger: Where connections that end badly are noted.
    public convenience init(
        system: ActorSystem, configuration: GatewayConfiguration = GatewayConfiguration(), logger: Logger
    ) {
        self.init(backend: system, configuration: configuration, logger: logger)
    }

    init(backend: any ActorBackend, configuration: GatewayConfiguration, logger: Logger) {
        self.configuration = configuration
        let services = ConnectionServices(backend: backend, configuration: configuration, logger: logger)
        self.services = services
        endpoints = Endpoints(
            backend: backend,
            access: AccessPolicy(
                allowedOrigins: configuration.allowedOrigins, token: configuration.token,
                allowsDestruction: configuration.allowsDestruction, allowsListing: configuration.allowsListing,
                isLoopback: HostHeader.isLoopback(configuration.host)),
            calls: services.calls, refusals: services.refusals, isReady: { services.isReady.load(ordering: .relaxed) },
            trouble: configuration.trouble)
        loops = configuration.eventLoopGroup.makeIterator().map { loop in
            (loop, .makeBoxSendingValue(LoopServices(eventLoop: loop, shared: services), eventLoop: loop))
        }
    }

    /// Whether actors can be reached. `start()` sets it unless told otherwise, `shutdown()` clears it. While it is false
    /// `/health` answers 503, and clients are told `guard.service_unavailable`, upon which they try again.
    public var isReady: Bool {
        get { services.isReady.load(ordering: .relaxed) }
        set { services.isReady.store(newValue, ordering: .relaxed) }
    }

    public func makeFanOut(for actor: ActorID) -> any FanOut {
        ActorFanOut(loops: loops, frameLimit: configuration.outgoingMessageLimit)
    }

    /// Opens the port.
    ///
    /// - Parameter isReady: Pass false to answer `/health` with 503 until `isReady` is set.
    /// - Returns: the address, with the port that was chosen if the configuration says 0.
    /// - Throws: `GatewayError`.
    public func start(isReady: Bool = true) async throws(GatewayError) -> SocketAddress {
        let isFirst = phase.withLock { phase in
            guard case .new = phase else { return false }
            phase = .starting
            return true
        }
        guard isFirst else { throw .alreadyStarted }
        let channel = try await bind()
        let isWanted = phase.withLock { phase in
            guard case .starting = phase else { return false }
            phase = .serving(channel)
            return true
        }
        guard isWanted, let address = channel.localAddress else {
            try? await channel.close()
            throw .alreadyStarted
        }
        await openBreathers()
        startPings()
        self.isReady = isReady
        return address
    }

    /// Takes no new connections, closes those that are open with 1001 `ws.going_away`, and returns when they are closed:
    /// at the latest after `closeGrace`, and a little for requests that are being answered. Harmless when repeated.
    public func shutdown() async {
        isReady = false
        let channel = phase.withLock { phase -> (any Channel)? in
            defer { phase = .shutDown }
            if case .serving(let channel) = phase { return channel }
            return nil
        }
        guard let channel else { return }
        try? await channel.close()
        let time = configuration.closeGrace + .milliseconds(500)
        for (loop, services) in loops {
            try? await loop.flatSubmit { services.value.roster.goAway(within: time.timeAmount) }.get()
            loop.execute { services.value.breather.close() }
        }
    }

    /// The connections that are open, WebSockets and others.
    public func connectionCount() async -> Int {
        var count = 0
        for (loop, services) in loops {
            count += (try? await loop.submit { services.value.roster.count }.get()) ?? 0
        }
        return count
    }

    package func startPings() {
        for (loop, services) in loops {
            loop.execute { services.value.roster.start(interval: self.configuration.pingInterval.timeAmount) }
        }
    }

    /// Without them a long work only makes the others wait, so a failure is none.
    private func openBreathers() async {
        for (loop, services) in loops {
            try? await loop.flatSubmit { services.value.breather.open() }.get()
        }
    }

    private func services(of loop: any EventLoop) -> NIOLoopBoundBox<LoopServices>? {
        loops.first { $0.eventLoop === loop }?.services
    }
}

extension Gateway {
    private func bind() async throws(GatewayError) -> any Channel {
        let (host, port) = (configuration.host, configuration.port)
        do {
            return try await ServerBootstrap(group: configuration.eventLoopGroup)
                .serverChannelOption(.backlog, value: Int32(clamping: configuration.backlog))
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .serverChannelOption(.socketOption(.so_sndbuf), value: .init(configuration.socketSendBuffer))
                .serverChannelInitializer { [logger = services.logger] channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(AcceptPause(logger: logger))
                    }
                }
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try self.configure(channel)
                        try self.letIn(channel)
                    }
                }
                .bind(host: host, port: port)
                .get()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw .addressInUse(host: host, port: port)
        } catch let error as IOError {
            throw .cannotListen(host: host, port: port, reason: String(cString: strerror(error.errnoCode)))
        } catch is SocketAddressError.UnknownHost {
            throw .cannotListen(host: host, port: port, reason: "the name is not known")
        } catch {
            throw .cannotListen(host: host, port: port, reason: "\(error)")
        }
    }

    /// Sets what every connection has from its beginning to its end: at once, since a future for each option is slow.
    private func configure(_ channel: any Channel) throws {
        guard let options = channel.syncOptions, let loop = services(of: channel.eventLoop) else {
            throw ChannelError.inappropriateOperationForState
        }
        let limit = configuration.outboundLimit
        try options.setOption(.writeBufferWaterMark, value: .init(low: limit, high: limit))
        try options.setOption(.maxMessagesPerRead, value: 1)
        try options.setOption(.recvAllocator, value: loop.value.receiveBuffer)
    }

    /// Begins a connection, or has it told that there is no room.
    func letIn(_ channel: any Channel) throws {
        let household = Household(channel.remoteAddress)
        guard let refusal = services.admission.enter(household, at: channel.eventLoop.now) else {
            do {
                return try setUp(channel, of: household)
            } catch {
                services.admission.leave(household)
                throw error
            }
        }
        services.refusals.count(refusal)
        guard let loop = services(of: channel.eventLoop), loop.value.refused < RefusedConnection.limit else {
            throw ChannelError.ioOnClosedChannel
        }
        try channel.pipeline.syncOperations.addHandler(RefusedConnection(refusal, loop: loop.value))
    }

    /// What a connection begins with: HTTP.
    package func setUp(_ channel: any Channel) throws { try setUp(channel, of: nil) }

    /// - Parameter household: Where it was let in; it leaves with the connection.
    private func setUp(_ channel: any Channel, of household: Household?) throws {
        guard let loop = services(of: channel.eventLoop) else { throw ChannelError.inappropriateOperationForState }
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = configuration.headerLimit
        limits.maxHeaderListSize = configuration.headerLimit
        limits.maxHeaderFieldCount = configuration.headerCount
        let decoder = HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes, limitConfiguration: limits)
        let pipeline = channel.pipeline.syncOperations
        // The limits see no spaces before a value, and nothing that follows the request for another protocol.
        let longest = configuration.headerLimit + ReceiveBuffer.size
        try pipeline.addHandler(ByteToMessageHandler(decoder, maximumBufferSize: longest))
        try pipeline.addHandler(
            HTTPHandler(endpoints: endpoints, transport: self, loop: loop.value, household: household))
    }
}
