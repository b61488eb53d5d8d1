import ActorDefinition
import ActorWire
import Logging

// What clients and other actors ask for.
extension Instance {
    /// Who waits for the handler that runs, for the log.
    var callerMetadata: Logger.Metadata {
        guard case .client(let client, let action) = caller else { return [:] }
        return ["connection": "\(client.conn.id)", "action_id": "\(action)"]
    }

    var actionTimeout: Duration { interface.definition.options.actionTimeout }

    func receive(_ frame: ToServer, from client: Client<D>) async {
        switch frame {
        case .actionRequest(let id, let name, let arguments):
            caller = .client(client, action: id)
            defer { caller = nil }
            do throws(WireError) {
                let output = try await measured(name, arguments, for: client.conn)
                flushEffects()
                answer(id, of: client, with: EncodedFrame(answerTo: id, output))
            } catch {
                answer(id, of: client, with: EncodedFrame(.error(error, actionID: id)))
            }
        case .subscriptionRequest(let event, let subscribe): subscribe ? begin(event, client) : end(event, client)
        }
    }

    /// Runs an action, counts it, and notes in the log what became of it: never what it was about.
    private func measured(
        _ name: String, _ arguments: [Value], for conn: Connection<D>
    ) async throws(WireError) -> EncodedValue {
        let start = system.clock.uptime
        do throws(WireError) {
            let output = try await run(name, arguments, for: conn)
            metrics?.recordAction(nil, took: system.clock.uptime - start)
            return output
        } catch {
            let duration = system.clock.uptime - start
            metrics?.recordAction(error, took: duration)
            logger.debug(
                "an action was not done",
                metadata: callerMetadata.merging(
                    [
                        "action": "\(name.printable(limit: WireLimits.name))", "error": "\(error.name)",
                        "took": "\(duration)",
                    ]
                ) { $1 })
            throw error
        }
    }

    private func run(
        _ name: String, _ arguments: [Value], for conn: Connection<D>
    ) async throws(WireError) -> EncodedValue {
        guard let action = interface.actions[name] else { throw .actionNotFound(name) }
        guard action.allows(conn) else { throw .forbidden() }
        return try await attempt(name, within: actionTimeout, else: .actionTimedOut) {
            let c = ActionContext(core, conn)
            let output = try await action.run(c, arguments)
            // A constant of the definition.
            guard D.ActionResponse.self != Nothing.self else { return output }
            let response = try await interface.definition.onBeforeActionResponse(
                c, name, arguments, try Value(json: output.json))
            return try EncodedValue(encoding: response)
        }
    }

    private func begin(_ event: String, _ client: Client<D>) {
        guard interface.events.contains(event) else {
            let error = WireError.invalidRequest("There is no event '\(event.printable(limit: WireLimits.name))'")
            metrics?.countRefusedSubscription()
            return deliver(.send(client.session.link, EncodedFrame(.error(error, actionID: nil))), to: client)
        }
        guard !client.subscriptions.contains(event) else { return }
        client.subscriptions = subscriptions.shared(client.subscriptions.union([event]))
        deliver(.subscribe(client.session.link, event: event), to: client)
    }

    private func end(_ event: String, _ client: Client<D>) {
        guard client.subscriptions.contains(event) else { return }
        client.subscriptions = subscriptions.shared(client.subscriptions.subtracting([event]))
        deliver(.unsubscribe(client.session.link, event: event), to: client)
    }

    /// An action over HTTP: the connection is asked for and made, but never listed.
    func perform(_ call: ActionCall) async {
        caller = .reply(call.reply)
        defer { caller = nil }
        let result: Result<EncodedValue, WireError>
        do throws(WireError) {
            // No session has the number 0.
            let conn = try await admit(call.client, call.parameters, number: 0)
            result = .success(try await measured(call.action, call.arguments, for: conn))
        } catch {
            result = .failure(error)
        }
        flushEffects()
        batch.append(call.reply, result)
    }

    func perform(_ call: JobCall) async {
        caller = .reply(call.reply)
        defer { caller = nil }
        let result: Result<EncodedValue, WireError>
        do throws(WireError) {
            guard let job = interface.jobs[call.job] else { throw .actionNotFound(call.job) }
            result = .success(
                try await attempt(call.job, within: actionTimeout, else: .actionTimedOut) {
                    try await job.run(context, call.arguments)
                })
        } catch {
            result = .failure(error)
        }
        flushEffects()
        batch.append(call.reply, result)
    }

    /// Runs the scheduled jobs whose time has come, the earliest first. Each leaves the schedule, or gets its next time, with
    /// the same commit that keeps what it did. So does one that throws, which is logged, so that it cannot stop those after
    /// it. What asked for a job is durable before it runs.
    func runDueJobs() async {
        var count = 0
        while count < Self.batchLimit, ending == nil, !Task.isCancelled, let due = nextJob, due <= system.clock.now {
            count += 1
            finishBatch()
            await committer.untilSettled()
            guard ending == nil, !cannotGoOn, let nextJob else { return }
            let jobs = core.schedules.values.filter { $0.time == nextJob }
            guard let next = jobs.min(by: { $0.id < $1.id }) else { break }
            do throws(WireError) {
                try await run(next)
            } catch {
                logger.warning(
                    "a scheduled job failed",
                    metadata: ["job": "\(next.job)", "error": "\(String(reflecting: error))"])
                // It was put back with all that it did.
                core.take(next)
            }
            noteChanges()
            flushEffects()
            await letGo()
            if core.destroys { await destroy() }
        }
    }

    private func run(_ scheduled: ScheduledJob) async throws(WireError) {
        guard let job = interface.jobs[scheduled.job] else {
            core.cancel(scheduled.id)
            throw .actionNotFound(scheduled.job)
        }
        try await attempt(scheduled.job, within: actionTimeout, else: .actionTimedOut) {
            // First, so that in a full schedule too it may plan what follows it, and may end or change what repeats.
            core.take(scheduled)
            let arguments = try Value(json: scheduled.arguments).array ?? []
            _ = try await job.run(context, arguments)
        }
    }
}
