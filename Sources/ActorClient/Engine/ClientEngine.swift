import ActorWire
import Logging
import Synchronization

/// Runs a session against the world: feeds it what happens, on any thread, and does what it wants, in order.
final class ClientEngine: Sendable {
    private struct State {
        var session: ClientSession
        var effects: [ClientSession.Effect] = []
        var isPerforming = false
        var line: (any ClientLine)?
        var callers: [UInt64: CheckedContinuation<Value, any Error>] = [:]
        /// Whether the last effect has been performed,
        var hasFinished = false
        /// and who waits for that.
        var finisher: CheckedContinuation<Void, Never>?
    }

    private let configuration: ClientConfiguration
    private let target: ConnectTarget
    private let transport: any ClientTransport
    private let clock: MonotonicTime
    private let logger: Logger

    private let state: Mutex<State>
    private let alarm = Alarm()
    private let attempts = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingNewest(1))
    private let hasStarted = Atomic(false)
    private let nextCallID = Atomic<UInt64>(0)
    let listeners: Listeners
    let statusBoard = StatusBoard()

    init(
        _ configuration: ClientConfiguration, target: ConnectTarget, transport: any ClientTransport,
        clock: MonotonicTime, randomness: any RandomNumberGenerator & Sendable, logger: Logger
    ) {
        self.configuration = configuration
        self.target = target
        self.transport = transport
        self.clock = clock
        self.logger = logger
        state = Mutex(State(session: ClientSession(configuration, random: randomness)))
        listeners = Listeners(limit: configuration.unreadEvents)
    }

    nonisolated(nonsending) func run(
        parameters: @escaping @Sendable () async throws -> Value?
    ) async -> ClosedReason {
        if !hasStarted.exchange(true, ordering: .relaxed) { await work(parameters) }
        for await case .closed(let reason) in StatusStream(board: statusBoard) { return reason }
        // A cancelled task waits for nothing.
        return statusBoard.status.closedReason ?? .byCaller
    }

    private nonisolated(nonsending) func work(_ parameters: @escaping @Sendable () async throws -> Value?) async {
        receive(.start)
        await withDiscardingTaskGroup { group in
            group.addTask { await self.alarm.run(self.clock) { self.receive(.time) } }
            for await connection in attempts.stream {
                group.addTask {
                    let result = await Self.result(of: parameters)
                    self.receive(.parameters(result, connection: connection))
                }
            }
            // Here when the session has ended, or when the task was cancelled.
            receive(.close)
            group.cancelAll()
        }
        await untilFinished()
        // Kept, the last line would keep this engine, to which it reports.
        await state.withLock { $0.line.take() }?.ended()
    }

    /// Somebody else may be performing what the end brings with it, and have made a line just before. It is waited for
    /// also when the task is cancelled, for nobody waits for anything meanwhile.
    private nonisolated(nonsending) func untilFinished() async {
        await withCheckedContinuation { continuation in
            let hasFinished = state.withLock { state in
                if !state.hasFinished { state.finisher = continuation }
                return state.hasFinished
            }
            if hasFinished { continuation.resume() }
        }
    }

    private static func result(
        of parameters: @Sendable () async throws -> Value?
    ) async -> Result<Value?, Interruption> {
        do {
            return .success(try await parameters())
        } catch {
            return .failure(.noParameters("\(error)"))
        }
    }

    /// - Parameter limit: nil for the configured deadline.
    nonisolated(nonsending) func call(
        _ name: String, _ arguments: [Value], isIdempotent: Bool, within limit: Duration?
    ) async throws -> Value {
        let id = nextCallID.wrappingAdd(1, ordering: .relaxed).oldValue
        let call = Call(
            id: id, frame: ToServer.actionRequest(id: id, name: name, arguments: arguments).json(),
            isIdempotent: isIdempotent, deadline: clock.now() + (limit ?? configuration.callDeadline))
        // Until `run` is called, nobody else looks at the clock.
        let watch = hasStarted.load(ordering: .relaxed) ? nil : Task { await ring(at: call.deadline) }
        defer { watch?.cancel() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                state.withLock { $0.callers[id] = continuation }
                receive(.call(call))
                // A cancellation before the call was made known found nothing to cancel.
                if Task.isCancelled { receive(.cancel(id: id)) }
            }
        } onCancel: {
            receive(.cancel(id: id))
        }
    }

    private func ring(at time: Duration) async {
        await clock.sleep(time)
        if !Task.isCancelled { receive(.time) }
    }

    /// Tells the session, and sees to it that its effects are performed: by whoever is at it already, else here. No
    /// effect waits for anything, and none is performed under the lock.
    func receive(_ input: ClientSession.Input) {
        var next = state.withLock { state in
            state.effects += state.session.receive(input, at: clock.now())
            alarm.set(state.session.wakeUp)
            guard !state.isPerforming else { return ClientSession.Effect?.none }
            state.isPerforming = true
            return Self.takeEffect(&state)
        }
        while let effect = next {
            perform(effect)
            next = state.withLock { Self.takeEffect(&$0) }
        }
    }

    private static func takeEffect(_ state: inout State) -> ClientSession.Effect? {
        guard !state.effects.isEmpty else {
            state.isPerforming = false
            return nil
        }
        return state.effects.removeFirst()
    }
}

// Effects.
extension ClientEngine {
    private func perform(_ effect: ClientSession.Effect) {
        switch effect {
        case .fetchParameters(let connection): attempts.continuation.yield(connection)
        case .connect(let parameters, let connection): connect(parameters, connection)
        case .send(let frame): state.withLock(\.line)?.send(frame)
        case .ping(let number): state.withLock(\.line)?.ping(number)
        case .hangUp(let reason): state.withLock(\.line)?.hangUp(reason)
        case .answer(let id, let result): state.withLock { $0.callers.removeValue(forKey: id) }?.resume(with: result)
        case .event(let name, let event): listeners.tell(name, event)
        case .status(let status):
            log(status)
            statusBoard.show(status)
        case .finish(let reason):
            listeners.finish(reason)
            attempts.continuation.finish()
            let finisher = state.withLock { state in
                state.hasFinished = true
                return state.finisher.take()
            }
            finisher?.resume()
        }
    }

    private func connect(_ parameters: Value?, _ connection: Int) {
        let line = transport.connect(
            to: target, parameters: parameters,
            report: { [self] report in
                switch report {
                case .opened: receive(.opened(connection: connection))
                case .message(let bytes): receive(Self.frame(bytes, connection))
                case .pong(let number): receive(.pong(number, connection: connection))
                case .ended(let why): receive(.ended(why, connection: connection))
                }
            })
        state.withLock { $0.line = line }
    }

    private static func frame(_ bytes: [UInt8], _ connection: Int) -> ClientSession.Input {
        do throws(WireError) {
            return .frame(try ToClient(json: bytes), size: bytes.count, connection: connection)
        } catch {
            return .malformed(error.message, connection: connection)
        }
    }

    private func log(_ status: ClientStatus) {
        switch status {
        case .connecting, .connected(roundTrip: .some): break
        case .connected(roundTrip: nil): logger.info("connected")
        case .reconnecting(let attempt, let delay, let why):
            logger.notice("reconnecting", metadata: ["attempt": "\(attempt)", "delay": "\(delay)", "why": "\(why)"])
        case .closed(let reason): logger.notice("closed", metadata: ["reason": "\(reason)"])
        }
    }
}
