import ActorDefinition
import ActorWire
import Logging
import Synchronization

/// An actor while it is in memory: reads its mailbox, runs its handlers one after the other, and hands what they did
/// to the committer, batch by batch.
actor Instance<D: DurableActor> {
    let interface: Interface<D>
    let resident: Resident
    let system: ActorSystem
    let committer: Committer
    let logger: Logger
    let metrics: ActorMetrics?
    let claim: Claim
    private let firstState: D.State
    nonisolated var unownedExecutor: UnownedSerialExecutor { resident.executor.asUnownedSerialExecutor() }

    /// What handlers work on.
    lazy var core = ActorCore(
        interface: interface, id: resident.record.id, key: resident.record.key, host: self, state: firstState,
        heads: claim.heads, schedules: claim.schedules)
    lazy var context = ActorContext(core)

    var clients: [UInt64: Client<D>] = [:]
    var subscriptions = SubscriptionSets()
    /// Whether a client came that speaks something else than JSON.
    var hasOtherThanJSON = false
    var fanOuts: [any FanOut] = []
    var transports: [any Transport] = []
    var batch = Batch()
    var stateChanged: Bool
    /// Where the handler that runs would be taken back to.
    lazy var savepoint = core.savepoint()
    var nextJob: Timestamp?
    /// Counts the steps of the ticker that runs.
    var metronome: Metronome?
    var watch: Watch?
    /// What it does beside its turns.
    var running: BackgroundRun?
    var idleSince: Duration
    var ending: Ending?
    /// Whom the handler that runs is to answer.
    var caller: Caller<D>?
    /// Whether the state cannot be written, so that nothing that follows from it may leave.
    var cannotSave = false

    private var inbox: [Message] = []
    private var position = 0
    private var isAwake = false
    var serving: Task<Void, Never>?
    /// What a task of its own is about to run.
    var farewell: Farewell?
    var pause: CheckedContinuation<Void, Never>?
    /// Rings when the next job is due.
    var jobAlarm: Alarms<Timestamp>.Token?
    var jobAlarmHasRung = false
    /// Rings when something is to be looked at again, or earlier.
    var timer: Alarms<Duration>.Token?
    /// The time of day at which the uptime was zero, as far as the actor knows.
    var epoch: Timestamp

    /// So many messages at most become one commit, and so many run before others get their turn.
    static var batchLimit: Int { 64 }

    init(_ interface: Interface<D>, _ resident: Resident, claim: Claim, state: D.State) {
        self.interface = interface
        self.resident = resident
        self.system = resident.system
        self.metrics = resident.system.metrics[D.name]
        self.claim = claim
        self.firstState = state
        self.stateChanged = claim.state == nil
        self.idleSince = resident.system.clock.uptime
        self.epoch = resident.system.clock.epoch
        var logger = resident.system.logger
        logger[metadataKey: "actor"] = "\(D.name)"
        logger[metadataKey: "actor_id"] = "\(resident.record.id)"
        logger[metadataKey: "key"] = "\(resident.record.key)"
        self.logger = logger
        self.committer = Committer(
            actor: resident.record.id, claim: claim, store: system.store, timers: system.timers, clock: system.clock,
            metrics: metrics, onFailure: { [mailbox = resident.mailbox] in mailbox.nudge() })
    }

    /// Runs one instance from its beginning to its end.
    static func run(_ interface: Interface<D>, _ resident: Resident) async -> Ending {
        let claim: Claim
        do throws(WireError) {
            claim = try await Self.claim(resident)
        } catch {
            // It was destroyed since somebody looked for it.
            return error == .actorNotFound ? .destroyed : .failed(error)
        }
        do throws(WireError) {
            let state = try await beginning(interface, resident, claim)
            let instance = Instance(interface, resident, claim: claim, state: state)
            resident.onGiveUp { [weak instance] in await instance?.giveUp() }
            return await withTaskCancellationHandler {
                await instance.live()
            } onCancel: {
                _ = resident.mailbox.post(.stop)
            }
        } catch {
            return Ending(error, from: claim)
        }
    }

    private func live() async -> Ending {
        if ending == nil {
            serving = Task { await serve() }
            await withCheckedContinuation { pause = $0 }
        }
        let ending = ending ?? .stopped
        await endRun()
        end()
        return ending
    }

    /// One turn after the other. Each is a task of its own, so that a handler that takes too long can be cancelled
    /// without the rest. The last one is awaited by `live`, but for a handler that does not heed its cancellation.
    private func serve() async {
        await takeTurn()
        if ending == nil, !hasMore, isIdle, system.clock.uptime >= bedtime { await fallAsleep() }
        if ending != nil {
            pause.take()?.resume()
        } else if hasMore || Task.isCancelled {
            serving = Task { await serve() }
        } else {
            rest()
        }
    }

    /// Whether there is something to do at once.
    private var hasMore: Bool {
        position < inbox.count || cannotGoOn || nextJob.map { $0 <= system.clock.now } ?? false
    }

    /// Whether the actor is kept. One that is being created is not before the hooks of its beginning have all agreed.
    var isCreated: Bool { isAwake || claim.state != nil }

    /// Whether what was done cannot be kept.
    var cannotGoOn: Bool { cannotSave || committer.failure != nil }

    /// The next turn begins when something comes.
    private func rest() {
        setAlarms()
        serving = resident.executor.hold { Task { await serve() } }
        if !resident.mailbox.rest() { resident.executor.wake() }
    }

    /// Does what is due, and as much of what waits as becomes one commit.
    private func takeTurn() async {
        if !isAwake, ending == nil {
            await wake()
            isAwake = true
            if ending == nil {
                resident.hasBegun.store(true, ordering: .relaxed)
                metrics?.countWake()
                beginRun()
            }
        }
        // Whoever was given up meanwhile leaves what waits to the next instance.
        guard ending == nil else { return }
        if position == inbox.count { fillInbox() }
        if cannotGoOn { await fail() }
        if ending == nil { await noticeTimeOfDay() }
        await runDueJobs()
        let count = await readMessages()
        if count > 0 {
            idleSince = system.clock.uptime
            batch.messages += count
            metrics?.count(messages: count)
        }
        guard ending == nil else { return }
        finishBatch()
        await committer.untilThereIsRoom()
    }

    /// - Returns: How many it has read.
    private func readMessages() async -> Int {
        var count = 0
        while position < inbox.count, count < Self.batchLimit, ending == nil, !cannotSave, !Task.isCancelled {
            let message = inbox[position]
            position += 1
            count += 1
            await handle(message)
        }
        return count
    }

    private func fillInbox() {
        let read = inbox
        inbox = []
        position = 0
        inbox = resident.mailbox.take(exchanging: read)
        if !inbox.isEmpty { metrics?.recordDepth(inbox.count) }
    }

    private var isIdle: Bool { canSleep && resident.mailbox.isEmpty && ending == nil }
    var canSleep: Bool { core.connections.isEmpty && metronome == nil && running?.isAtWork != true }

    private func handle(_ message: Message) async {
        switch message {
        case .frame(let session, let arrival):
            session.took(arrival)
            if let client = clients[session.number], client.conn.closing == nil {
                await receive(arrival.frame, from: client)
            }
        case .connect(let session, let parameters): await connect(session, parameters)
        case .closed(let session, let reason):
            if let client = clients[session.number] { await depart(client, reason, closing: nil) }
        case .call(let call): await perform(call)
        case .job(let call): await perform(call)
        case .tick(let ticking): await tick(ticking)
        case .begin(let reply): batch.append(reply, .success(.null))
        case .destroy(let reply): return await destroy(answering: reply)
        case .stop: return await stop()
        }
        await letGo()
        if core.destroys, ending == nil { await destroy() }
    }

    /// Puts what was not read back into the mailbox, and breaks the circle of references.
    private func end() {
        resident.mailbox.putBack(inbox[position...])
        inbox = []
        position = 0
        if let jobAlarm { system.alarms.cancel(jobAlarm) }
        if let timer { system.timers.cancel(timer) }
        core.connections = Connections()
        clients = [:]
        // The turn that waits would wait for ever.
        resident.executor.wake()
    }
}

/// Who waits for the handler that runs.
enum Caller<D: DurableActor> {
    case client(Client<D>, action: UInt64)
    /// Somebody who has not been let in yet.
    case newcomer(Session)
    case reply(Reply)
}
