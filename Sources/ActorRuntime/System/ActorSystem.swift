public import ActorDefinition
public import ActorWire
public import Logging
import Synchronization

/// Runs actors: brings them into memory when someone wants them, lets them sleep, and keeps their schedules.
public final class ActorSystem: Sendable {
    let registrations: [String: Registration]
    let store: any ActorStore
    let clock: any ActorClock
    let logger: Logger
    let options: SystemOptions
    /// What is to happen at a time of day, as people mean it: scheduled jobs alone.
    let alarms: Alarms<Timestamp>
    /// What is to happen after a while, whatever the time of day is set to meanwhile.
    let timers: Alarms<Duration>
    let residents = Residents()
    let schedules: Schedules
    let waits = WaitGraph()
    let metrics: [String: ActorMetrics]
    private let work = AsyncStream.makeStream(of: (@Sendable () async -> Void).self)
    private let sessions = Atomic<UInt64>(0)

    /// - Parameter registrations: The kinds of actors; of two with one name the last counts.
    public init(
        _ registrations: [Registration], store: any ActorStore, clock: any ActorClock = SystemClock(), logger: Logger,
        options: SystemOptions = SystemOptions()
    ) {
        self.registrations = Dictionary(registrations.map { ($0.name, $0) }) { $1 }
        metrics = self.registrations.mapValues { ActorMetrics(actor: $0.name, factory: options.metrics) }
        self.store = store
        self.clock = clock
        self.logger = logger
        self.options = options
        alarms = Alarms(timeOfDay: clock)
        timers = Alarms(uptime: clock)
        schedules = Schedules(store: store, alarms: alarms, timers: timers, clock: clock, logger: logger)
    }

    /// Runs the actors until `shutdown` or cancellation: the body of a service. Call it once. What clients ask before
    /// waits.
    public func run() async {
        schedules.wake.withLock { wake in
            wake = { [weak self] actor in await self?.wake(actor) }
        }
        schedules.watch(at: clock.now)
        // The alarms go on when this task is cancelled: the actors need them to end in order.
        let alarms = Task { await self.alarms.run() }
        let timers = Task { await self.timers.run() }
        await withDiscardingTaskGroup { group in
            for await task in work.stream { group.addTask { await task() } }
            await shutdown()
            group.cancelAll()
        }
        for alarms in [alarms, timers] {
            alarms.cancel()
            await alarms.value
        }
    }

    /// Refuses new work, finishes what was accepted, and tells clients to come back. Waits no longer than
    /// `SystemOptions.shutdownTimeout`.
    public func shutdown() async {
        residents.close()
        for resident in residents.all { resident.stop() }
        timers.set(at: clock.uptime + options.shutdownTimeout) { [residents] in residents.stopWaiting() }
        await residents.untilEmpty()
        for resident in residents.all { await resident.giveUp() }
        work.continuation.finish()
    }

    /// Runs something beside everything else, as a child of `run`.
    func spawn(_ task: @escaping @Sendable () async -> Void) -> Bool {
        if case .terminated = work.continuation.yield(task) { return false }
        return true
    }

    /// Brings those metrics up to date that are read off and not counted: what waits in mailboxes.
    public func measure() {
        let depths = Dictionary(grouping: residents.all, by: \.record.name).mapValues { $0.map(\.mailbox.count) }
        for (name, metrics) in metrics {
            let depths = depths[name] ?? []
            metrics.setMailboxes(waiting: depths.reduce(0, +), longest: depths.max() ?? 0)
        }
    }

    private func wake(_ actor: ActorID) async {
        if let resident = residents.find(actor) { return resident.mailbox.nudge() }
        do {
            _ = try await resolve(.id(actor.rawValue), input: nil)
        } catch {
            logger.error(
                "cannot wake an actor for its job", metadata: ["actor_id": "\(actor)", "error": "\(error.name)"])
        }
    }
}

// MARK: Clients

extension ActorSystem {
    /// A client that wants to connect to an actor. Never waits: the actor is found and woken in the background, and
    /// what the client sends meanwhile is kept.
    ///
    /// - Parameters:
    ///   - input: For an actor that is created by this.
    ///   - parameters: What the client passes to the actor, nil for nothing.
    public func connect(
        _ target: ConnectTarget, input: Value? = nil, parameters: Value?, link: any Link
    ) -> Session {
        let session = Session(number: sessions.wrappingAdd(1, ordering: .relaxed).newValue, link: link)
        if let resident = residents.find(target.actor), resident.registration.options.acceptsClients,
            session.attach(to: resident, parameters: parameters) == .accepted
        {
            return session
        }
        let isAccepted = spawn { await self.settle(session, target.actor, input: input, parameters: parameters) }
        if !isAccepted { session.refuse(with: .goingAway) }
        return session
    }

    private func settle(
        _ session: Session, _ actor: ConnectTarget.Actor, input: Value?, parameters: Value?
    ) async {
        do throws(WireError) {
            while true {
                let (resident, _) = try await resolveForClient(actor, input: input, client: session.info)
                switch session.attach(to: resident, parameters: parameters) {
                case .accepted: return
                case .full: throw .serviceUnavailable
                case .closed:
                    try resident.checkBegun()
                    await Task.yield()
                }
            }
        } catch {
            session.refuse(with: error)
        }
    }

    /// An action over HTTP: it runs with a connection of its own that the actor's `conns` never show.
    public func call(
        _ target: ConnectTarget, input: Value? = nil, action: String, arguments: [Value], parameters: Value?,
        client: ClientInfo
    ) async throws(WireError) -> (actor: ActorID, output: EncodedValue) {
        try await ask(target.actor, input: input, client: client) { reply in
            .call(
                ActionCall(
                    action: action, arguments: arguments, parameters: parameters, client: client, reply: reply))
        }
    }

    /// Another actor's jobs, or those of one that the server itself wants to ask.
    public func peer<D: DurableActor>(_ definition: D, _ key: ActorKey) -> Peer<D> {
        Peer(Interface(definition), key: key, caller: ServerCaller(system: self))
    }
}

/// Calls jobs in the name of the server, which no actor waits for.
private struct ServerCaller: JobCaller {
    let system: ActorSystem

    func call(_ job: String, of actor: String, key: ActorKey, _ arguments: [Value]) async throws -> EncodedValue {
        try await system.ask(.named(actor, key: key, method: .getOrCreate), input: nil) { reply in
            .job(JobCall(job: job, arguments: arguments, reply: reply))
        }.output
    }
}
