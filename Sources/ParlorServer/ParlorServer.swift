import ActorDefinition
import ActorGateway
import ActorRuntime
public import ActorStorage
import ActorWire
import Glibc
public import Logging
import NIOCore
import ParlorRooms
public import ServiceLifecycle

/// A host without a screen: the rooms, the store that they are kept in, and the port by which they are reached.
///
/// As a service it serves until it is asked to shut down. Then it takes nobody new, commits what it acknowledged,
/// tells clients to come back, and gives the data directory up.
public struct ParlorServer: Service {
    /// Where a host can be reached, once it can.
    public struct Address: Sendable, Hashable {
        public var host: String
        public var port: Int
        /// The port of the admin side; nil when there is none.
        public var adminPort: Int?

        /// `127.0.0.1:6420`, `[::1]:6420`
        var text: String { (host.contains(":") ? "[\(host)]" : host) + ":\(port)" }
    }

    private let configuration: ServerConfiguration
    private let logger: Logger
    private let onTrouble: @Sendable (StoreHealth) -> Void
    private let onReady: @Sendable (Address) async -> Void

    /// - Parameters:
    ///   - onTrouble: Called when rooms cannot be kept any more, and when they can again; and when damage is met. Must
    ///     return quickly.
    ///   - onReady: Called once, when rooms can be joined.
    public init(
        _ configuration: ServerConfiguration, logger: Logger,
        onTrouble: @escaping @Sendable (StoreHealth) -> Void = { _ in },
        onReady: @escaping @Sendable (Address) async -> Void
    ) {
        self.configuration = configuration
        self.logger = logger
        self.onTrouble = onTrouble
        self.onReady = onReady
    }

    /// - Throws: `MemoryError`, `DataDirectoryError`, `AdminError`, `StoreError` or `GatewayError`, or the `WireError` of
    ///   a room that cannot be made, each with a sentence for the operator.
    public func run() async throws {
        // What the host writes is for its owner alone, also in a folder that others can read.
        umask(0o077)
        // A limit on the size of files is an error of the write that meets it, not the end of the host.
        signal(SIGXFSZ, SIG_IGN)
        try MemoryNeed.check()
        OpenFiles.prepare(for: configuration.gateway.connectionLimit)
        let clock = SystemClock()
        let directory = try DataDirectory(
            path: configuration.dataDirectory, program: configuration.program, at: clock.now)
        defer { directory.release() }
        let desk = OperatorDesk(version: configuration.version, at: clock.now)
        let adminPort = try await desk.open(at: configuration.admin)
        do {
            try await run(in: directory, clock, desk, adminPort)
        } catch {
            await desk.close()
            throw error
        }
        await desk.close()
    }

    private func run(
        in directory: DataDirectory, _ clock: SystemClock, _ desk: OperatorDesk, _ adminPort: Int?
    ) async throws {
        let store = try SQLiteStore(
            in: directory, durability: configuration.durability, clock: clock, logger: logger,
            metrics: desk.metrics.registry, onHealthChange: onTrouble)
        desk.health.ask { store.health.trouble }
        var options = SystemOptions()
        options.metrics = desk.metrics.registry
        let system = ActorSystem(
            registrations(desk), store: store, clock: clock, logger: logger, options: options)
        desk.watch(system)
        let gateway = Gateway(system: system, configuration: gatewayConfiguration(desk), logger: logger)
        do {
            try await serve(system, gateway, directory, desk, adminPort)
        } catch {
            await store.close()
            throw error
        }
        await store.close()
    }

    private func serve(
        _ system: ActorSystem, _ gateway: Gateway, _ directory: DataDirectory, _ desk: OperatorDesk, _ adminPort: Int?
    ) async throws {
        try await withThrowingTaskGroup { group in
            group.addTask { await system.run() }
            defer { group.cancelAll() }
            do {
                let address = try await open(gateway, system, directory, adminPort)
                desk.health.become(.well)
                logger.info("rooms can be joined", metadata: ["address": "\(address.text)"])
                await onReady(address)
            } catch {
                await gateway.shutdown()
                throw error
            }
            try? await gracefulShutdown()
            logger.info("shutting down")
            desk.health.become(.shuttingDown)
            await gateway.shutdown()
            await system.shutdown()
        }
    }

    /// Opens the port, and the rooms that exist from the start.
    private func open(
        _ gateway: Gateway, _ system: ActorSystem, _ directory: DataDirectory, _ adminPort: Int?
    ) async throws -> Address {
        let bound = try await gateway.start(isReady: false)
        let address = Address(
            host: configuration.gateway.host, port: bound.port ?? configuration.gateway.port, adminPort: adminPort)
        directory.announce(address: address.text)
        for room in configuration.rooms {
            // A room that does its job is awake, and can be joined.
            try await system.peer(ChatRoom(), try ActorKey([room])).sweep()
        }
        gateway.isReady = true
        return address
    }

    private func registrations(_ desk: OperatorDesk) -> [Registration] {
        let (limits, mailbox) = (configuration.limits, configuration.mailbox)
        let totals: @Sendable () -> HostTotals? = { [weak desk] in desk?.totals }
        return [
            Registration(
                ChatRoom(
                    limits: limits, hostToken: configuration.hostToken?.text, permanent: Set(configuration.rooms),
                    hostTotals: totals),
                mailbox: mailbox),
            Registration(
                GameRoom(limits: limits, hostToken: configuration.hostToken?.text, hostTotals: totals), mailbox: mailbox
            ),
            Registration(MatchArchive(), mailbox: mailbox),
            Registration(Lobby(limits: limits), mailbox: mailbox),
            Registration(Ratings(limits: limits, games: GameCatalog.standard.ids), mailbox: mailbox),
        ]
    }

    private func gatewayConfiguration(_ desk: OperatorDesk) -> GatewayConfiguration {
        var gateway = configuration.gateway
        gateway.allowsDestruction = false
        // A private room is in no list.
        gateway.allowsListing = false
        gateway.metrics = desk.metrics.registry
        gateway.trouble = { [health = desk.health] in health.trouble }
        return gateway
    }
}
