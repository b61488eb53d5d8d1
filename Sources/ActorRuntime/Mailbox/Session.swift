public import ActorDefinition
import ActorWire
import Synchronization

/// One client's way to its actor, as the transport holds it. Its methods may be called from any thread and never wait;
/// the transport calls them in the order of what happened.
public final class Session: Sendable {
    let number: UInt64
    let link: any Link
    private let state: Mutex<State>

    fileprivate struct State: Watched {
        /// What the client sent before its actor was found; nil from then on.
        var early: [Message]? = []
        var resident: Resident?
        var limit = MailboxLimits().messagesPerConnection
        var byteLimit = MailboxLimits().bytesPerConnection
        var waiting = 0
        var waitingBytes = 0
        var isClosed = false
        var watchers = Watchers()
    }

    init(number: UInt64, link: any Link) {
        self.number = number
        self.link = link
        self.state = Mutex(State())
    }

    /// A frame that the client sent.
    ///
    /// - Returns: Whether it was taken; false when too many wait, of this client or of all.
    public func receive(_ arrival: IncomingFrame) -> Bool { receive(contentsOf: [arrival]).full == nil }

    /// Frames that the client sent, and that came together: they stay together in the mailbox.
    ///
    /// - Returns: How many were taken; not all when too many wait, of this client or of all.
    public func receive(contentsOf arrivals: [IncomingFrame]) -> Intake {
        state.withLock { state in
            guard !state.isClosed else { return Intake(taken: arrivals.count, full: nil) }
            let fitting = arrivals.prefix(max(0, state.limit - state.waiting))
                .prefix(fitting: state.byteLimit - state.waitingBytes, size: \.size)
            let taken = pass(fitting.lazy.map { .frame(self, $0) }, &state)
            state.waiting += taken
            state.waitingBytes += fitting.prefix(taken).reduce(0) { $0 + $1.size }
            if taken < fitting.count { return Intake(taken: taken, full: .actor) }
            return Intake(taken: taken, full: taken < arrivals.count ? .connection : nil)
        }
    }

    /// The transport has closed the connection, whoever wanted it. Call it exactly once, after the last `receive`.
    public func closed(_ reason: DisconnectReason) {
        let watchers = state.withLock { state in
            guard !state.isClosed else { return Watchers() }
            state.isClosed = true
            pass(closing: .closed(self, reason), &state)
            return state.watchers.take()
        }
        watchers.wake()
    }
}

extension Session {
    /// - Returns: How many were taken, from the first on.
    private func pass(_ messages: some Collection<Message>, _ state: inout State) -> Int {
        if state.early != nil {
            state.early?.append(contentsOf: messages)
            return messages.count
        }
        guard let resident = state.resident else { return messages.count }
        let (count, hasToWake) = resident.mailbox.add(contentsOf: messages)
        if hasToWake { wake(resident) }
        // A mailbox that is closed belongs to an actor that has closed this connection, or is about to.
        return count ?? messages.count
    }

    private func pass(closing message: Message, _ state: inout State) {
        if state.early != nil {
            state.early?.append(message)
        } else if let resident = state.resident, resident.mailbox.add(message).hasToWake {
            wake(resident)
        }
    }

    private func wake(_ resident: Resident) { link.wake(WokenActor(resident: resident)) }
}

// MARK: The runtime's side

extension Session {
    var isClosed: Bool { state.withLock { $0.isClosed } }
    var info: ClientInfo { ClientInfo(remoteAddress: link.remoteAddress, encoding: link.encoding.rawValue) }

    /// Hands the client and what it sent so far to its actor.
    func attach(to resident: Resident, parameters: Value?) -> Mailbox.Posting {
        state.withLock { state in
            let (posting, hasToWake) = resident.mailbox.add(.connect(self, parameters: parameters))
            guard posting == .accepted else { return posting }
            for message in state.early ?? [] { _ = resident.mailbox.add(message, evenIfFull: true) }
            if hasToWake { wake(resident) }
            state.early = nil
            state.resident = resident
            state.limit = resident.registration.options.mailbox.messagesPerConnection
            state.byteLimit = resident.registration.options.mailbox.bytesPerConnection
            return .accepted
        }
    }

    /// The actor has taken a frame from its mailbox.
    func took(_ arrival: IncomingFrame) {
        state.withLock { state in
            state.waiting -= 1
            state.waitingBytes -= arrival.size
        }
    }

    /// Drops what was sent: nobody will read it.
    func forget() {
        state.withLock { state in
            state.early = nil
            state.resident = nil
        }
    }

    /// Returns when the transport has closed the connection, or when `stopWatching` is called.
    nonisolated(nonsending) func untilClosed() async { await state.wait { $0.isClosed } }

    func stopWatching() { state.wakeWatchers() }
}
