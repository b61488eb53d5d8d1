import ActorDefinition
import ActorRuntime
import ActorWire
import Synchronization

/// A client's end of a connection in memory: what it was told, and who waits for what.
final class TestLink: Link {
    typealias Answer = CheckedContinuation<Result<Value, WireError>, Never>

    private struct State {
        var session: Session?
        var greeting: Result<String, WireError>?
        var greeted: CheckedContinuation<Result<String, WireError>, Never>?
        var answers: [UInt64: Answer] = [:]
        var nextID: UInt64 = 0
        var events: [(name: String, arguments: [Value])] = []
        var listeners: [(event: String, queue: EventQueue)] = []
        var refusals: [WireError] = []
        var closeReason: CloseReason?
        var isClosed = false
        var keepsClosing = false
        /// What it has not read; while there is some, what is droppable is left out.
        var queuedBytes = 0
        var dropped = 0
    }

    let transport: any Transport
    let remoteAddress: String
    var encoding: WireEncoding { .json }
    var health: LinkHealth {
        state.withLock { LinkHealth(queuedBytes: $0.queuedBytes, dropped: $0.dropped) }
    }
    private let state = Mutex(State())

    init(transport: any Transport, remoteAddress: String) {
        self.transport = transport
        self.remoteAddress = remoteAddress
    }

    var closeReason: CloseReason? { state.withLock { $0.closeReason } }
    var isClosed: Bool { state.withLock { $0.isClosed } }
    var refusals: [WireError] { state.withLock { $0.refusals } }

    func arguments(of event: String) -> [[Value]] {
        state.withLock { $0.events.filter { $0.name == event }.map(\.arguments) }
    }
}

// MARK: What the actor says

extension TestLink {
    func receive(_ encoded: EncodedFrame) {
        guard let frame = try? ToClient(json: encoded.json), !isClosed else { return }
        guard !encoded.isDroppable || !drops() else { return }
        switch frame {
        case .initialized(_, let connection): finishGreeting(.success(connection))
        case .error(let error, nil):
            state.withLock { $0.refusals.append(error) }
            finishGreeting(.failure(error))
        case .error(let error, let id?): finish(id, .failure(error))
        case .actionResponse(let id, let output): finish(id, .success(output))
        case .event(let name, let arguments):
            let listeners = state.withLock { state in
                state.events.append((name, arguments))
                return state.listeners.filter { $0.event == name }
            }
            for listener in listeners { listener.queue.put(arguments) }
        }
    }

    private func drops() -> Bool {
        state.withLock { state in
            let isSlow = state.queuedBytes > 0
            if isSlow { state.dropped += 1 }
            return isSlow
        }
    }

    private func finishGreeting(_ result: Result<String, WireError>) {
        let greeted = state.withLock { state in
            if state.greeting == nil { state.greeting = result }
            return state.greeted.take()
        }
        greeted?.resume(returning: result)
    }

    private func finish(_ id: UInt64, _ result: Result<Value, WireError>) {
        state.withLock { $0.answers.removeValue(forKey: id) }?.resume(returning: result)
    }

    /// The actor closes the connection.
    func close(_ reason: CloseReason) {
        let isKept = state.withLock { state in
            if state.closeReason == nil { state.closeReason = reason }
            return state.keepsClosing
        }
        if !isKept { end(.disconnected(reason.reason)) }
    }
}

// MARK: What the client does

extension TestLink {
    func attach(_ session: Session) { state.withLock { $0.session = session } }

    /// Waits until the actor has let the client in, or has not.
    ///
    /// - Returns: The id of the connection.
    func untilGreeted() async -> Result<String, WireError> {
        await withCheckedContinuation { continuation in
            let greeting = state.withLock { state in
                if state.greeting == nil { state.greeted = continuation }
                return state.greeting
            }
            if let greeting { continuation.resume(returning: greeting) }
        }
    }

    func call(_ name: String, _ arguments: [Value]) async -> Result<Value, WireError> {
        await withCheckedContinuation { (answer: Answer) in
            let (session, id) = state.withLock { state -> (Session?, UInt64) in
                defer { state.nextID += 1 }
                guard !state.isClosed else { return (nil, state.nextID) }
                state.answers[state.nextID] = answer
                return (state.session, state.nextID)
            }
            guard let session else { return answer.resume(returning: .failure(.connectionClosed(closeReason))) }
            if !session.receive(IncomingFrame(.actionRequest(id: id, name: name, arguments: arguments), size: 0)) {
                finish(id, .failure(.serviceUnavailable))
            }
        }
    }

    func subscribe(_ event: String, _ subscribe: Bool) {
        _ = state.withLock { $0.session }?
            .receive(IncomingFrame(.subscriptionRequest(event: event, subscribe: subscribe), size: 0))
    }

    func listen(to event: String) -> EventQueue {
        let queue = EventQueue()
        let isClosed = state.withLock { state in
            state.listeners.append((event, queue))
            return state.isClosed
        }
        if isClosed { queue.finish() }
        subscribe(event, true)
        return queue
    }

    func readSlowly(leaving queuedBytes: Int) { state.withLock { $0.queuedBytes = queuedBytes } }

    func keepClosing(_ keeps: Bool) { state.withLock { $0.keepsClosing = keeps } }

    /// The connection is over, and the actor is told.
    func end(_ reason: DisconnectReason, tellingActor: Bool = true) {
        let (ended, session) = state.withLock { state -> (State?, Session?) in
            guard !state.isClosed else { return (nil, nil) }
            state.isClosed = true
            let ended = state
            state.answers = [:]
            state.greeted = nil
            state.listeners = []
            return (ended, state.session)
        }
        guard let ended else { return }
        let error = WireError.connectionClosed(ended.closeReason)
        for answer in ended.answers.values { answer.resume(returning: .failure(error)) }
        ended.greeted?.resume(returning: .failure(error))
        for listener in ended.listeners { listener.queue.finish() }
        if tellingActor { session?.closed(reason) }
    }
}

extension WireError {
    /// What a call gets when its connection ends before the answer.
    fileprivate static func connectionClosed(_ reason: CloseReason?) -> WireError {
        WireError(
            group: "client", code: "connection_closed",
            message: reason.map { "The connection was closed: \($0.reason)" } ?? "The connection is closed")
    }
}
