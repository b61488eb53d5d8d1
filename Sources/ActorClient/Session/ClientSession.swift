import ActorDefinition
import ActorWire

/// What a client does and when, without doing it: inputs in, effects out. It knows no socket, no task and no clock, so
/// that every order of events can be tried in a test.
///
/// A connection has a number; what is reported of any but the newest comes too late and is ignored.
struct ClientSession: Sendable {
    enum Input: Sendable {
        case start
        case close
        /// It is at least as late as `wakeUp`.
        case time

        case call(Call)
        /// The caller no longer waits.
        case cancel(id: UInt64)
        case subscribe(String)
        case unsubscribe(String)

        /// The parameters for an attempt to connect.
        case parameters(Result<Value?, Interruption>, connection: Int)
        case opened(connection: Int)
        case frame(ToClient, size: Int, connection: Int)
        /// Something came that is no frame.
        case malformed(String, connection: Int)
        case pong(UInt64, connection: Int)
        case ended(Interruption, connection: Int)
    }

    enum Effect: Sendable {
        case fetchParameters(connection: Int)
        case connect(parameters: Value?, connection: Int)
        case send([UInt8])
        case ping(UInt64)
        /// Close the connection, or give up the attempt; without a reason at once.
        case hangUp(CloseReason?)

        case answer(id: UInt64, Result<Value, any Error>)
        case event(name: String, ReceivedEvent)
        case status(ClientStatus)
        /// The last effect.
        case finish(ClosedReason)
    }

    enum Phase: Sendable {
        case idle
        /// The caller is asked for parameters.
        case preparing
        /// The socket is being opened.
        case dialing(until: Duration)
        /// The socket is open; the actor decides.
        case knocking(until: Duration)
        case ready(since: Duration)
        case waiting(until: Duration)
        case closed(ClosedReason)
    }

    let configuration: ClientConfiguration
    var random: any RandomNumberGenerator & Sendable
    var phase = Phase.idle
    var connection = 0
    /// Attempts in a row that led to no lasting connection.
    var failures = 0
    var heartbeat: Heartbeat?
    var calls: CallBook
    var subscriptions = Subscriptions()
    var effects: [Effect] = []

    init(_ configuration: ClientConfiguration, random: any RandomNumberGenerator & Sendable) {
        self.configuration = configuration
        self.random = random
        calls = CallBook(queue: configuration.queue, inFlight: configuration.inFlight)
    }

    /// When it wants to be told the time next.
    var wakeUp: Duration? {
        let deadline: Duration? =
            switch phase {
            case .dialing(let until), .knocking(let until), .waiting(let until): until
            case .idle, .preparing, .ready, .closed: nil
            }
        return [deadline, heartbeat?.due, calls.earliestDeadline].compactMap(\.self).min()
    }

    /// - Parameter now: since any fixed moment; it never goes back.
    mutating func receive(_ input: Input, at now: Duration) -> [Effect] {
        handle(input, at: now)
        defer { effects = [] }
        return effects
    }

    private mutating func handle(_ input: Input, at now: Duration) {
        switch input {
        case .start: if case .idle = phase { prepare() }
        case .close: close(.byCaller)
        case .time: tellTime(now)
        case .call(let call): add(call)
        case .cancel(let id): answer(id, .failure(CancellationError()))
        case .subscribe(let name): if subscriptions.add(name) { sendSubscription(name, true) }
        case .unsubscribe(let name): if subscriptions.remove(name) { sendSubscription(name, false) }
        case .parameters(let result, connection): dial(result, at: now)
        case .opened(connection): knock(at: now)
        case .frame(let frame, let size, connection): receive(frame, size: size, at: now)
        case .malformed(let why, connection): giveUp(.broken(why), at: now)
        case .pong(let number, connection): measure(number, at: now)
        case .ended(let why, connection): end(why, at: now)
        case .parameters, .opened, .frame, .malformed, .pong, .ended: break
        }
    }

    private mutating func tellTime(_ now: Duration) {
        for call in calls.removeOverdue(at: now) {
            effects.append(.answer(id: call.id, .failure(ClientError.timedOut(wasSent: call.wasSent))))
        }
        sendQueuedCalls()
        switch phase {
        case .waiting(let until) where now >= until: prepare()
        case .dialing(let until) where now >= until, .knocking(let until) where now >= until: giveUp(.timedOut, at: now)
        default: beat(at: now)
        }
    }
}

// Calls and subscriptions.
extension ClientSession {
    private mutating func add(_ call: Call) {
        do throws(ClientError) {
            if case .closed(let reason) = phase { throw .closed(reason) }
            guard call.frame.count <= configuration.outgoingMessage else {
                throw .tooLong(bytes: call.frame.count, limit: configuration.outgoingMessage)
            }
            try calls.add(call)
            sendQueuedCalls()
        } catch {
            effects.append(.answer(id: call.id, .failure(error)))
        }
    }

    mutating func answer(_ id: UInt64, _ result: Result<Value, any Error>) {
        guard calls.remove(id) else { return }
        effects.append(.answer(id: id, result))
        sendQueuedCalls()
    }

    mutating func sendQueuedCalls() {
        guard case .ready = phase else { return }
        while let call = calls.sendNext() { effects.append(.send(call.frame)) }
    }

    mutating func sendSubscription(_ name: String, _ subscribe: Bool) {
        guard case .ready = phase else { return }
        effects.append(.send(ToServer.subscriptionRequest(event: name, subscribe: subscribe).json()))
    }
}
