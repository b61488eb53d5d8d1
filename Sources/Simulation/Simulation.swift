import ActorDefinition
import ActorRuntime
import ParlorRooms
import Synchronization

/// One run of a whole host and its people in one process, without sockets, disks, threads and clocks: the real runtime,
/// rooms, gateway and clients, and around them a network, a disk and people whose every act follows from a seed.
public struct Simulation: Sendable {
    /// What came of a simulation.
    public struct Verdict: Sendable, Hashable {
        public let seed: UInt64
        /// What the host did not keep, as a sentence; nil when it kept everything.
        public let violation: String?
        /// A sum of everything that happened, by which two runs are compared.
        public let trace: UInt64
        /// Everything that happened, if it was to be kept.
        public let lines: [String]
    }

    private let seed: UInt64
    private let mistake: Mistake?

    /// - Parameters:
    ///   - seed: Everything that happens follows from it.
    ///   - mistake: A mistake that is to be found; nil for none.
    public init(seed: UInt64, mistake: Mistake? = nil) {
        self.seed = seed
        self.mistake = mistake
    }

    /// Runs it to its end on the calling thread.
    ///
    /// - Parameter keepsLines: Whether the verdict has the trace as text.
    public func run(keepsLines: Bool = false) -> Verdict {
        var chance = Chance(seed: seed)
        let trace = Trace(keepsLines: keepsLines)
        let world = World(order: chance.split(), trace: trace)
        let judge = Judge(world)
        let disk = Disk(world, chance: chance.split(), mistake: mistake)
        let turnstile = Turnstile(ledger: Ledger(judge), clock: world.clock, mistake: mistake)
        // Not split off, so that the others draw what they would without it.
        let watchman = watchman(judge, world, Chance(seed: ~seed))
        let pairing = Pairing(&chance)
        let host = Host(
            world, disk: disk, registrations: registrations(turnstile, watchman, in: world, chance.split()),
            table: pairing?.setup, watchman: watchman,
            gate: QueueWitness(judge, world, of: Turnstile.name, turnstile.options.mailbox), chance: chance.split())
        let scorer = Scorer(judge, hasTicks: pairing?.hasTicks ?? false)
        let network = Network(world, host: host, judge: judge, scorer: scorer, chance: chance.split(), mistake: mistake)
        let people = ["ann", "bob", "cyd", "dan"].enumerated().compactMap { index, name in
            try? Person(name, number: index + 1, network: network, chance: chance.split())
        }
        let players = pairing?.players.enumerated().compactMap { index, name in
            pairing.flatMap {
                try? Player(name, number: index + 2, of: $0, network: network, chance: chance.split())
            }
        }
        let visitors = (1...2).compactMap { number in
            try? Visitor(
                "visitor \(number)", number: number, network: network, definition: turnstile, chance: chance.split())
        }
        let story = Story(
            world, network: network, people: people, pairing: pairing, players: players ?? [], visitors: visitors,
            ledger: turnstile.ledger, chance: chance.split())
        switch world.live({ await story.tell() }) {
        case nil: break
        case .nobodyCanGoOn: judge.check(false) { "everybody waits, and nothing will come" }
        case .noEnd: judge.check(false) { "it goes on and on" }
        }
        return Verdict(seed: seed, violation: judge.violation, trace: trace.hash, lines: trace.lines)
    }

    private func watchman(_ judge: Judge, _ world: World, _ chance: Chance) -> Watchman {
        let chance = Mutex(chance)
        return Watchman(
            witness: WatchWitness(judge, world), ledger: Ledger(judge), clock: world.clock,
            rest: { chance.withLock { $0.milliseconds(500...15_000) } }, mistake: mistake)
    }

    private func registrations(
        _ turnstile: Turnstile, _ watchman: Watchman, in world: World, _ chance: Chance
    ) -> [Registration] {
        let chance = Mutex(chance)
        let randomness: @Sendable () -> UInt64 = { chance.withLock { $0.next() } }
        var bots = BotSettings()
        bots.effortPerTick = 100
        bots.run = { [mistake] work in
            let time = chance.withLock { $0.milliseconds(1...1_500) }
            world.after(time) { if mistake != .silentBot { work() } }
        }
        var limits = RoomLimits.unlimited
        limits.kickedFor = 5
        limits.grace = 5
        return [
            Registration(
                ChatRoom(limits: limits, hostToken: Person.token(of: "ann"), randomness: randomness)),
            Registration(
                GameRoom(
                    limits: limits, hostToken: Person.token(of: "ann"), bots: bots, randomness: randomness)),
            Registration(MatchArchive()),
            Registration(turnstile),
            Registration(watchman),
            Registration(Ratings(limits: limits)),
            Registration(Lobby(limits: limits)),
        ]
    }
}
