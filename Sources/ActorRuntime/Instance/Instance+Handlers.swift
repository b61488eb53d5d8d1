import ActorDefinition
import ActorWire
import Logging

// Running one handler: within its time, and wholly or not at all.
extension Instance {
    typealias Body<T> = nonisolated(nonsending) () async throws -> T
    typealias Farewell = nonisolated(nonsending) () async -> Void

    /// Runs a handler. When it throws or takes too long, the actor is as it was before.
    ///
    /// - Parameters:
    ///   - limit: Its time. Within another handler it shares what that one has left.
    ///   - overrun: What its caller is told when it takes too long.
    func attempt<T>(
        _ name: @autoclosure () -> String, within limit: Duration, else overrun: WireError, _ body: Body<T>
    ) async throws(WireError) -> T {
        let isOutermost = watch == nil
        if isOutermost {
            let deadline = system.clock.uptime + limit
            watch = Watch(deadline: deadline)
            setTimer(at: deadline)
        }
        defer { if isOutermost { watch = nil } }
        savepoint = core.savepoint()
        do {
            let result = try await body()
            if watch?.isOver == true { throw CancellationError() }
            noteChanges()
            return result
        } catch {
            core.restore(savepoint)
            if watch?.isOver == true { throw overrun }
            throw translate(error, thrownBy: name())
        }
    }

    /// Runs what ends a connection or the actor. If the handler before it was cancelled, for it took too long, this one is
    /// not, but has its own time.
    func afresh(_ farewell: @escaping Farewell) async {
        guard Task.isCancelled else { return await farewell() }
        let outer = serving
        self.farewell = farewell
        let inner = Task {
            if let farewell = self.farewell.take() { await farewell() }
        }
        serving = inner
        await inner.value
        serving = outer
    }

    /// Keeps what a handler changed, so that a later throw does not undo it.
    func noteChanges() {
        let core = core
        if core.stateChanged {
            interface.definition.onStateChange(context, core.state)
            core.keepState()
            stateChanged = true
        }
        if !core.scheduleChanges.isEmpty {
            batch.schedules += core.scheduleChanges
            core.scheduleChanges.removeAll(keepingCapacity: true)
            nextJob = core.schedules.values.lazy.map(\.time).min()
        }
        if !core.entries.isEmpty {
            // A batch that has none takes the array itself.
            if batch.entries.isEmpty { swap(&batch.entries, &core.entries) } else { batch.entries += core.entries }
            core.entries.removeAll(keepingCapacity: true)
        }
        followTicker()
    }

    /// What a caller is told of an error: users' errors as they are, the rest hidden behind an id in the log.
    func translate(_ error: any Error, thrownBy name: String) -> WireError {
        switch error {
        case let error as UserError: .user(error.code, error.message, metadata: error.metadata)
        case let error as WireError: error
        case StoreError.damaged(let why): system.unavailable(.damaged(why), actor: core.id)
        default: system.conceal(error, in: "\(D.name).\(name)", actor: core.id, context: callerMetadata)
        }
    }
}

// MARK: Effects

extension Instance {
    /// Turns what handlers sent into what leaves the actor with this batch.
    func flushEffects() {
        let core = core
        guard !core.effects.isEmpty else { return }
        var early: [Effect] = []
        defer {
            core.effects.removeAll(keepingCapacity: true)
            core.effects += early
        }
        guard !fanOuts.isEmpty else { return }
        for effect in core.effects {
            let frame = EncodedFrame(
                event: effect.event, effect.arguments, isDroppable: effect.isDroppable,
                isTranslated: hasOtherThanJSON)
            switch effect.receivers {
            case .one(let number):
                guard let client = clients[number] else { continue }
                // The first that a client hears is that it is let in.
                if client.isJoined {
                    deliver(.send(client.session.link, frame), to: client)
                } else {
                    early.append(effect)
                }
            case .subscribers(let exception):
                let excepted = exception.flatMap { clients[$0] }
                for outlet in fanOuts.indices {
                    let link = excepted?.outlet == outlet ? excepted?.session.link : nil
                    batch.append(.broadcast(event: effect.event, frame, except: link), to: outlet, of: fanOuts)
                }
            case .subscribersAmong(let numbers):
                for number in numbers {
                    guard let client = clients[number], client.subscriptions.contains(effect.event) else { continue }
                    deliver(.send(client.session.link, frame), to: client)
                }
            }
        }
    }

    func deliver(_ delivery: Delivery, to client: Client<D>) {
        batch.append(delivery, to: client.outlet, of: fanOuts)
    }

    func answer(_ action: UInt64, of client: Client<D>, with frame: EncodedFrame) {
        guard clients[client.session.number] != nil else { return }
        deliver(.send(client.session.link, frame), to: client)
        batch.append(Batch.Answer(outlet: client.outlet, link: client.session.link, action: action))
    }

    /// The number of the outlet that leads to a transport.
    func outlet(for transport: any Transport) -> Int {
        if let outlet = transports.firstIndex(where: { $0 === transport }) { return outlet }
        transports.append(transport)
        fanOuts.append(transport.makeFanOut(for: core.id))
        return fanOuts.count - 1
    }

    /// Hands what was done since the last time to the committer.
    func finishBatch() {
        flushEffects()
        handOver()
    }

    /// Hands over what was done before the handler that runs, if one runs.
    func handOver() {
        guard ending == nil, !cannotSave else { return }
        if stateChanged {
            do {
                batch.state = try EncodedValue(keeping: core.formerOrPresentState).json
                stateChanged = false
            } catch {
                logger.error("the state cannot be encoded", metadata: ["error": "\(String(reflecting: error))"])
                cannotSave = true
                return
            }
        }
        guard !batch.isEmpty else { return }
        committer.add(batch)
        batch = Batch()
    }
}
