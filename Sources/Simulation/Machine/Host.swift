import ActorDefinition
import ActorGateway
import ActorRuntime
import ActorWire
import Logging
import NIOEmbedded
import ParlorRooms

/// The machine that the rooms run on: one process after the other on the same disk.
// Sendable: see RunQueue.
final class Host: @unchecked Sendable {
    let world: World
    let disk: Disk
    private let registrations: [Registration]
    /// What the table is made for; nil for no table.
    private let setup: GameSetup?
    let watchman: Watchman
    /// Watches the mailbox of the turnstile.
    let gate: QueueWitness
    private var chance: Chance
    private(set) var process: HostProcess?

    init(
        _ world: World, disk: Disk, registrations: [Registration], table setup: GameSetup?, watchman: Watchman,
        gate: QueueWitness, chance: Chance
    ) {
        self.world = world
        self.disk = disk
        self.registrations = registrations
        self.setup = setup
        self.watchman = watchman
        self.gate = gate
        self.chance = chance
    }

    var isUp: Bool { process != nil }

    func start() {
        guard process == nil else { return }
        world.note("host", "starts")
        process = HostProcess(
            world, disk: disk, registrations: registrations, table: setup, meter: QueueMeter(witness: gate),
            ids: chance.next())
    }

    /// Ends the process without a word, as `kill -9` does.
    func crash() {
        guard let process else { return }
        world.note("host", "crashes")
        self.process = nil
        process.die()
    }

    /// Ends the process as an operator does.
    func shutDown() async {
        guard let process else { return }
        world.note("host", "shuts down")
        self.process = nil
        await process.shutDown()
        world.note("host", "is down")
    }

    /// Sets the watchman to work, once: from then on only his schedule wakes him.
    func hireWatchman() {
        world.start { [self] in
            while await askWatchman() == nil { await world.sleep(.milliseconds(500)) }
        }
    }

    /// - Returns: What the watchman has done; nil when nobody says.
    func askWatchman() async -> Watchman.State? { await process?.ask(watchman) }
}

/// One process of the host: the runtime and the gateway, on a loop of its own instead of sockets.
// Sendable: see RunQueue.
final class HostProcess: @unchecked Sendable {
    /// The bytes that a client may leave unread.
    static let outboundLimit = 6_000

    private let world: World
    private let mount: Mount
    private let system: ActorSystem
    private let gateway: Gateway
    private let loop: EmbeddedEventLoop
    private var lines: [Line] = []
    private var running: Task<Void, Never>?
    private var isAlive = true

    init(
        _ world: World, disk: Disk, registrations: [Registration], table setup: GameSetup?, meter: QueueMeter,
        ids: UInt64
    ) {
        self.world = world
        mount = disk.mount()
        loop = world.makeLoop()
        let logger = Logger(label: "simulation") { _ in SwiftLogNoOpLogHandler() }
        var options = SystemOptions()
        let names = Names(prefix: String(ids, radix: 36))
        options.makeID = { names.next() }
        options.metrics = meter
        system = ActorSystem(registrations, store: mount, clock: world.clock, logger: logger, options: options)
        var configuration = GatewayConfiguration()
        configuration.eventLoopGroup = loop
        configuration.outboundLimit = Self.outboundLimit
        gateway = Gateway(system: system, configuration: configuration, logger: logger)
        gateway.isReady = true
        gateway.startPings()
        running = Task { [system] in await system.run() }
        beat()
        if let setup { world.start { await self.layTable(for: setup) } }
    }

    /// Makes the game room, as somebody does who wants to play.
    private func layTable(for setup: GameSetup) async {
        while isAlive {
            do {
                _ = try await system.getOrCreate(
                    name: GameRoom.name, key: try ActorKey(Player.key), input: try Value(encoding: setup))
                return
            } catch {
                world.note("host", "has no table: \(error)")
                await world.sleep(.milliseconds(500))
            }
        }
    }

    /// Wakes the watchman, if he sleeps.
    fileprivate func ask(_ watchman: Watchman) async -> Watchman.State? {
        guard let key = try? ActorKey([Watchman.key]) else { return nil }
        return try? await system.peer(watchman, key).report()
    }

    /// Lets the timers of the loop ring, which the world does not know.
    private func beat() {
        world.after(.milliseconds(500)) { [weak self] in
            guard let self, isAlive else { return }
            beat()
        }
    }

    /// Somebody connects.
    func accept(_ line: Line) {
        let channel = EmbeddedChannel(handlers: [Wire(line)], loop: loop)
        do {
            try gateway.setUp(channel)
        } catch {
            return world.note("host", "cannot serve a connection: \(error)")
        }
        channel.connect(to: line.address, promise: nil)
        line.begin(with: channel)
        lines.append(line)
    }

    func die() {
        isAlive = false
        mount.die()
        for line in lines { line.breakOff(by: .server) }
        world.start { [self] in
            await system.kill()
            await end()
        }
    }

    func shutDown() async {
        await system.shutdown()
        await end()
    }

    private func end() async {
        isAlive = false
        await running?.value
        await mount.close()
        // What the runtime said last is still to be written.
        loop.run()
        for line in lines { line.closeServerSide() }
        world.retire(loop)
        lines = []
    }
}

/// Makes names that no other process makes.
// Sendable: see RunQueue.
private final class Names: @unchecked Sendable {
    private let prefix: String
    private var count = 0

    init(prefix: String) { self.prefix = prefix }

    func next() -> String {
        count += 1
        return "\(prefix)-\(count)"
    }
}
