import ActorDefinition
import ActorWire

/// The life of a connection: prepare, dial, knock, be ready, end, wait, and again.
extension ClientSession {
    mutating func prepare() {
        connection += 1
        phase = .preparing
        if failures == 0 { effects.append(.status(.connecting)) }
        effects.append(.fetchParameters(connection: connection))
    }

    mutating func dial(_ parameters: Result<Value?, Interruption>, at now: Duration) {
        guard case .preparing = phase else { return }
        switch parameters {
        case .success(let value):
            phase = .dialing(until: now + configuration.connectTimeout)
            effects.append(.connect(parameters: value, connection: connection))
        case .failure(let why): end(why, at: now)
        }
    }

    mutating func knock(at now: Duration) {
        guard case .dialing = phase else { return }
        phase = .knocking(until: now + configuration.acceptTimeout)
        heartbeat = Heartbeat(interval: configuration.pingInterval, at: now)
        beat(at: now)
    }

    mutating func receive(_ frame: ToClient, size: Int, at now: Duration) {
        heartbeat?.heard()
        switch frame {
        case .initialized: begin(at: now)
        case .event(let name, let arguments):
            effects.append(.event(name: name, ReceivedEvent(arguments: arguments, size: size)))
        case .actionResponse(let id, let output): answer(id, .success(output))
        case .error(let error, let id?): answer(id, .failure(error.thrown))
        case .error(let error, nil): if case .knocking = phase { giveUp(.refused(error), at: now) }
        }
    }

    /// The actor has accepted the connection: first the subscriptions, so that no event that a call brings about is
    /// missed, then the calls that wait.
    private mutating func begin(at now: Duration) {
        guard case .knocking = phase else { return }
        phase = .ready(since: now)
        effects.append(.status(.connected(roundTrip: nil)))
        for name in subscriptions.names { sendSubscription(name, true) }
        sendQueuedCalls()
    }

    mutating func beat(at now: Duration) {
        switch heartbeat?.beat(at: now) {
        case .ping(let number): effects.append(.ping(number))
        case .dead: giveUp(.silent, at: now)
        case nil: break
        }
    }

    mutating func measure(_ number: UInt64, at now: Duration) {
        guard let roundTrip = heartbeat?.answered(number, at: now), case .ready = phase else { return }
        effects.append(.status(.connected(roundTrip: roundTrip)))
    }

    mutating func giveUp(_ why: Interruption, at now: Duration) {
        effects.append(.hangUp(nil))
        end(why, at: now)
    }

    /// The connection is over: for good, or until the next attempt.
    mutating func end(_ why: Interruption, at now: Duration) {
        var wasAccepted = false
        switch phase {
        case .idle, .waiting, .closed: return
        case .preparing, .dialing, .knocking: break
        case .ready(let since):
            wasAccepted = true
            if now - since >= configuration.stableAfter { failures = 0 }
        }
        if let reason = why.closedReason(wasAccepted: wasAccepted) { return close(reason) }

        heartbeat = nil
        failures += 1
        let backoff = Backoff(shortest: configuration.shortestDelay, longest: configuration.longestDelay)
        let delay = backoff.delay(afterFailures: failures, using: &random)
        phase = .waiting(until: now + delay)
        for call in calls.loseConnection() {
            effects.append(.answer(id: call.id, .failure(ClientError.outcomeUnknown)))
        }
        effects.append(.status(.reconnecting(attempt: failures, delay: delay, why: why)))
    }

    mutating func close(_ reason: ClosedReason) {
        if case .closed = phase { return }
        heartbeat = nil
        phase = .closed(reason)
        effects.append(.hangUp(.disposed))
        let (sent, queued) = calls.removeAll()
        for call in sent { effects.append(.answer(id: call.id, .failure(ClientError.outcomeUnknown))) }
        for call in queued { effects.append(.answer(id: call.id, .failure(ClientError.closed(reason)))) }
        effects.append(.status(.closed(reason)))
        effects.append(.finish(reason))
    }
}

extension WireError {
    /// What a caller catches: the actor's own errors as the actor threw them.
    var thrown: any Error {
        group == "user" ? UserError(code, message, metadata: metadata) : self
    }
}
