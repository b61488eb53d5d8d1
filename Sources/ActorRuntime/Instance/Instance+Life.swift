import ActorDefinition
import ActorWire
import Logging

// How an instance begins and ends.
extension Instance {
    /// Takes the actor over.
    static func claim(_ resident: Resident) async throws(WireError) -> Claim {
        do {
            return try await resident.system.store.claim(resident.record.id)
        } catch .notFound {
            throw .actorNotFound
        } catch .closed {
            throw .goingAway
        } catch {
            throw resident.system.unavailable(error, actor: resident.record.id)
        }
    }

    /// The state that the claim found, or the first one.
    static func beginning(
        _ interface: Interface<D>, _ resident: Resident, _ claim: Claim
    ) async throws(WireError) -> D.State {
        let system = resident.system
        do {
            if let state = claim.state { return try Value(json: state).decode(D.State.self) }
            let input = try input(of: resident)
            return try await withDeadline(interface.definition.options.hookTimeout, system.clock) {
                try await interface.definition.createState(input)
            }
        } catch let error as UserError {
            throw .user(error.code, error.message, metadata: error.metadata)
        } catch let error as WireError {
            throw error
        } catch {
            throw system.conceal(error, in: "\(D.name).createState", actor: resident.record.id)
        }
    }

    private static func input(of resident: Resident) throws -> D.Input? {
        try resident.record.input.map { try Value(json: $0).decode(D.Input.self) }
    }

    /// Runs the hooks of the beginning; a throw in one of them is the end.
    func wake() async {
        let isNew = stateChanged
        nextJob = core.schedules.values.lazy.map(\.time).min()
        let limit = interface.definition.options.hookTimeout
        do throws(WireError) {
            try await attempt("createVars", within: limit, else: .callbackTimedOut) {
                core.begin(with: try await interface.definition.createVars(context))
            }
            if isNew {
                core.creator = resident.client
                defer { core.creator = nil }
                try await attempt("onCreate", within: limit, else: .callbackTimedOut) {
                    try await interface.definition.onCreate(context, try Self.input(of: resident))
                }
            }
            try await attempt("onWake", within: limit, else: .callbackTimedOut) {
                try await interface.definition.onWake(context)
            }
        } catch {
            ending = Ending(error, from: claim)
            return
        }
        if core.destroys { await destroy() }
    }

    /// Says goodbye to memory, and keeps what `onSleep` changed.
    func fallAsleep() async {
        await endRun()
        guard ending == nil else { return }
        await runSleepHook()
        if core.destroys { return await destroy() }
        finishBatch()
        await committer.untilSettled()
        guard !cannotGoOn, ending == nil else { return await fail() }
        ending = .slept(nextJob: nextJob)
        metrics?.countSleep()
    }

    /// The system is shutting down.
    func stop() async {
        await endRun()
        guard ending == nil else { return }
        for client in Array(clients.values) { await depart(client, .shutdown, closing: .goingAway) }
        await runSleepHook()
        if core.destroys { return await destroy() }
        finishBatch()
        await committer.untilSettled()
        if !cannotGoOn, ending == nil { ending = .stopped } else { await fail() }
    }

    private func runSleepHook() async {
        await afresh {
            do throws(WireError) {
                try await self.attempt(
                    "onSleep", within: self.interface.definition.options.hookTimeout, else: .callbackTimedOut
                ) { try await self.interface.definition.onSleep(self.context) }
            } catch {
                self.logger.warning("onSleep failed", metadata: ["error": "\(String(reflecting: error))"])
            }
        }
    }

    /// - Parameter reply: Who asked for it from outside, and hears of it when it is durable.
    func destroy(answering reply: Reply? = nil) async {
        await endRun()
        guard ending == nil else { return }
        caller = reply.map(Caller.reply)
        defer { caller = nil }
        do throws(WireError) {
            try await attempt(
                "onDestroy", within: interface.definition.options.hookTimeout, else: .callbackTimedOut
            ) { try await interface.definition.onDestroy(context) }
        } catch {
            logger.warning("onDestroy failed", metadata: ["error": "\(String(reflecting: error))"])
        }
        guard ending == nil else { return }
        for conn in core.connections {
            guard let client = clients[conn.number] else { continue }
            await depart(client, .disconnected("destroyed"), closing: .normal("destroyed"))
        }
        guard ending == nil else { return }
        if let reply { batch.append(reply, .success(.null)) }
        batch.destroys = true
        stateChanged = false
        finishBatch()
        await committer.untilSettled()
        if !cannotGoOn, ending == nil { ending = .destroyed } else { await fail() }
    }

    /// What was done cannot be saved: those who wait for it are told, and all connections end.
    func fail() async {
        guard ending == nil else { return }
        // What was handed over before is written, unless that is what failed.
        await committer.untilSettled()
        metrics?.countFailure()
        let error: WireError
        switch committer.failure {
        case .fenced:
            ending = .fenced
            error = .stopped
        case .refused(let why):
            ending = .restarting
            logger.error(
                "the store refused a commit; the actor starts again", metadata: ["why": "\(why)"])
            error = .restarting
        case nil:
            ending = .restarting
            error = .restarting
        }
        failUnsaved(with: error)
        closeAll(with: error)
    }

    func failUnsaved(with error: WireError) {
        committer.takeUnsaved().fail(with: error)
        batch.fail(with: error)
        batch = Batch()
    }
}

extension Batch {
    /// Answers those who wait for it with an error, and closes those who were to be closed, whom the actor no longer
    /// knows; nothing else of it leaves.
    func fail(with error: WireError) {
        for answer in answers {
            let frame = EncodedFrame(.error(error, actionID: answer.action))
            parcels[answer.outlet].fanOut.deliver([.send(answer.link, frame)])
        }
        for parcel in parcels {
            for case .close(let link, _) in parcel.deliveries {
                parcel.fanOut.deliver([.close(link, CloseReason(error))])
            }
        }
        for (reply, _) in replies { reply.resume(returning: .failure(error)) }
    }
}

/// Runs something for so long at most, then cancels it, and leaves it behind if it does not heed that.
private func withDeadline<T: Sendable>(
    _ limit: Duration, _ clock: any ActorClock, _ body: @escaping @Sendable () async throws -> T
) async throws -> T {
    let (outcomes, outcome) = AsyncThrowingStream<T, any Error>.makeStream(bufferingPolicy: .bufferingOldest(1))
    let work = Task {
        do { outcome.yield(try await body()) } catch { outcome.finish(throwing: error) }
    }
    let timer = Task {
        try await clock.sleep(untilUptime: clock.uptime + limit)
        outcome.finish(throwing: WireError.callbackTimedOut)
    }
    defer {
        work.cancel()
        timer.cancel()
    }
    for try await first in outcomes { return first }
    throw CancellationError()
}
