import ActorDefinition
import ActorWire
import Logging
import Synchronization

/// An actor that is in memory: its mailbox, and one instance after the other that reads it.
///
/// The mailbox outlives the instances, so that nothing is lost between the end of one and the beginning of the next.
final class Resident: Sendable {
    let record: ActorRecord
    let registration: Registration
    let system: ActorSystem
    let mailbox: Mailbox
    let executor: InstanceExecutor
    /// The client for whom it came into memory; nil when the server or another actor wanted it.
    let client: ClientInfo?
    let startedAt: Timestamp
    /// Whether the hooks of its beginning have run.
    let hasBegun = Atomic<Bool>(false)
    /// Why it could not begin.
    private let failure = Mutex<WireError?>(nil)
    /// Ends the instance that runs, whatever it does.
    private let interruption = Mutex<(@Sendable () async -> Void)?>(nil)
    /// What goes on between two instances.
    private let pause = Mutex<Task<Void, Never>?>(nil)

    init(record: ActorRecord, registration: Registration, system: ActorSystem, client: ClientInfo?) {
        self.record = record
        self.registration = registration
        self.system = system
        self.client = client
        let executor = InstanceExecutor(clock: system.clock)
        self.executor = executor
        let limits = registration.options.mailbox
        self.mailbox = Mailbox(limit: limits.messages, byteLimit: limits.bytes) { executor.wake() }
        self.startedAt = system.clock.now
    }

    /// Runs instances until there is no need for one.
    func live() async {
        let metrics = system.metrics[record.name]
        metrics?.enteredMemory()
        defer { metrics?.leftMemory() }
        var restarts = Restarts()
        while true {
            let start = system.clock.uptime
            switch await registration.runInstance(self) {
            case .slept(let nextJob):
                if system.residents.retire(self) {
                    if let nextJob { system.schedules.watch(at: nextJob) }
                    return
                }
            case .restarting:
                await pause(for: restarts.delay(afterLiving: system.clock.uptime - start))
                if system.residents.isClosed || Task.isCancelled { return leave(.goingAway) }
            case .stopped: return leave(.goingAway)
            case .fenced: return leave(.stopped)
            case .destroyed: return leave(.actorNotFound)
            case .failed(let error): return fail(error)
            case .notCreated(let error, let generation):
                system.metrics[record.name]?.countRefusedCreation(error)
                await withdraw(generation)
                return fail(error)
            }
        }
    }

    /// Waits before the next instance begins, but not while the system is shutting down, or when this task is cancelled.
    private func pause(for delay: Duration) async {
        let clock = system.clock
        let pause = Task { _ = try? await clock.sleep(untilUptime: clock.uptime + delay) }
        self.pause.withLock { $0 = pause }
        if system.residents.isClosed { pause.cancel() }
        await withTaskCancellationHandler {
            await pause.value
        } onCancel: {
            pause.cancel()
        }
    }

    /// The system is shutting down, and takes no more actors.
    func stop() {
        _ = mailbox.post(.stop)
        pause.withLock { $0 }?.cancel()
    }

    func onGiveUp(_ interruption: @escaping @Sendable () async -> Void) {
        self.interruption.withLock { $0 = interruption }
    }

    /// Ends the instance without waiting for handlers or the store.
    func giveUp() async {
        await interruption.withLock { $0 }?()
    }

    /// Frees the key of an actor that could not be created. It is no loss if that fails: the next who wants the actor
    /// finds one that has yet to begin.
    private func withdraw(_ generation: Generation) async {
        do {
            try await system.store.withdraw(record.id, generation: generation)
        } catch {
            system.logger.warning(
                "an actor that could not be created is still listed",
                metadata: ["actor_id": "\(record.id)", "error": "\(error.description.debugDescription)"])
        }
    }

    private func fail(_ error: WireError) {
        failure.withLock { $0 = error }
        leave(error)
    }

    /// Leaves memory and tells those that still wait.
    private func leave(_ error: WireError) {
        for message in system.residents.evict(self) { message.refuse(with: error) }
    }
}

// MARK: What others want of it

extension Resident {
    /// Puts a message that wants an answer into the mailbox, and waits for the answer. When the task is cancelled it
    /// waits no longer, though the actor may still do what it was asked.
    ///
    /// - Returns: nil when the actor has left memory before it read the message.
    func ask(_ message: (Reply) -> Message) async throws(WireError) -> EncodedValue? {
        let asked = Mutex<Reply?>(nil)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let reply = Reply(continuation)
                asked.withLock { $0 = reply }
                switch Task.isCancelled ? .accepted : mailbox.post(message(reply)) {
                case .accepted: break
                case .full: reply.resume(returning: .failure(.serviceUnavailable))
                case .closed: reply.resume(returning: nil)
                }
                if Task.isCancelled { reply.resume(returning: .failure(.aborted)) }
            }
        } onCancel: {
            asked.withLock { $0 }?.resume(returning: .failure(.aborted))
        }
        if let result { return try result.get() }
        try checkBegun()
        return nil
    }

    /// - Throws: Why it could not begin, for those who came when it had left.
    func checkBegun() throws(WireError) {
        if let failure = failure.withLock({ $0 }) { throw failure }
    }
}

/// How long an actor that cannot be saved waits before it begins again: not at all at first, then up to 30 s.
private struct Restarts {
    private var delay = Duration.zero

    mutating func delay(afterLiving life: Duration) -> Duration {
        defer { delay = max(.milliseconds(100), min(delay * 2, .seconds(30))) }
        if life > .seconds(60) { delay = .zero }
        return delay
    }
}

extension Message {
    /// Answers it with an error, for want of an actor.
    func refuse(with error: WireError) {
        switch self {
        case .connect(let session, _): session.refuse(with: error)
        case .frame(let session, let arrival): session.took(arrival)
        case .call(let call): call.reply.resume(returning: .failure(error))
        case .job(let call): call.reply.resume(returning: .failure(error))
        // Who wants it to be there may have another instead.
        case .begin(let reply): reply.resume(returning: error == .actorNotFound ? nil : .failure(error))
        case .destroy(let reply):
            reply.resume(returning: error == .actorNotFound ? .success(.null) : .failure(error))
        case .closed, .tick, .stop: break
        }
    }
}

extension Session {
    /// Tells a client that never was a connection of an actor why, and closes it.
    func refuse(with error: WireError) {
        forget()
        link.transport.makeFanOut(for: ActorID("")).deliver([
            .send(link, EncodedFrame(.error(error, actionID: nil))), .close(link, CloseReason(error)),
        ])
    }
}
