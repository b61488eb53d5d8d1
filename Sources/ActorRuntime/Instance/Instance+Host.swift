import ActorDefinition
import ActorWire
import Logging

// What handlers ask of the runtime.
extension Instance: ActorHost {
    nonisolated var now: Timestamp { system.clock.now }

    nonisolated var uptime: Duration { system.clock.uptime }

    nonisolated func makeID() -> String { system.options.makeID() }

    nonisolated func health(ofConnection number: UInt64) -> ConnectionHealth {
        // A connection cannot leave its actor: whoever has one runs on it.
        assumeIsolated { instance in
            guard let health = instance.clients[number]?.session.link.health else { return ConnectionHealth() }
            return ConnectionHealth(
                roundTrip: health.roundTrip, queuedBytes: health.queuedBytes, dropped: health.dropped)
        }
    }

    nonisolated func report(_ error: any Error, encoding name: String) {
        logger.error(
            "a value cannot be encoded", metadata: ["name": "\(name)", "error": "\(String(reflecting: error))"])
    }

    func search(_ query: String, before: UInt64?, limit: Int) async throws -> [JournalEntry] {
        guard let store = system.store as? any JournalSearch else { return [] }
        return try await store.search(query, in: core.id, before: before, limit: limit)
    }

    func exists(_ actor: ActorID) async throws -> Bool { try await system.exists(actor) }

    func call(_ job: String, of actor: String, key: ActorKey, _ arguments: [Value]) async throws -> EncodedValue {
        try await settle()
        let target = ConnectTarget.Actor.named(actor, key: key, method: .getOrCreate)
        let id = try await system.resolve(target, input: nil).resident.record.id
        guard system.waits.enter(core.id, waitsFor: id) else {
            throw WireError(
                group: "actor", code: "call_cycle", message: "The actors would wait for each other for ever")
        }
        defer { system.waits.leave(core.id) }
        return try await system.ask(target, input: nil) { reply in
            .job(JobCall(job: job, arguments: arguments, reply: reply))
        }.output
    }

    /// Returns when what was done before the handler that runs is durable, so that a crash cannot take back what another
    /// actor is about to learn of.
    private func settle() async throws {
        if isCreated {
            handOver()
            await committer.untilSettledOrCancelled()
        }
        try Task.checkCancellation()
        guard ending == nil, !cannotGoOn else { throw WireError.restarting }
    }

    func closeDisconnected() async {
        // Whoever was given up has closed all.
        guard ending == nil else { return }
        let sessions = core.disconnected.compactMap { clients[$0.number]?.session }
        // From when they are told, for all together.
        let end = uptime + interface.definition.options.hookTimeout
        noteChanges()
        flushEffects()
        await letGo()
        finishBatch()
        for session in sessions {
            system.timers.set(at: end) { session.stopWatching() }
            await withTaskCancellationHandler {
                await session.untilClosed()
            } onCancel: {
                session.stopWatching()
            }
        }
        savepoint = core.savepoint()
    }

    func journal(_ kind: JournalKind, from cursor: JournalCursor, limit: Int) async throws -> [JournalEntry] {
        // Taken before the store is asked: what becomes durable meanwhile is in both.
        let recent = committer.unsettledEntries(of: kind) + (batch.entries + core.entries).filter { $0.kind == kind }
        return try await JournalPage(cursor: cursor, limit: limit).read(recent: recent) {
            [system, core] cursor, limit in
            try await system.store.journal(
                kind, of: core.id, from: cursor, limit: limit, maxBytes: system.options.journalPageBytes)
        }
    }
}
