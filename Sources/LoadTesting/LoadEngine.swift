import ActorWire
import NIOCore
import NIOPosix

/// All connections of a test and what is counted of them. It lives on one event loop.
final class LoadEngine {
    let plan: LoadPlan
    private let word: String
    /// How often it has begun to send.
    private var round = 0
    /// With which the ids of this round's messages begin.
    private(set) var run: [UInt8]
    private let eventLoop: any EventLoop
    private let post: PostTemplate
    private var members: [LoadMember] = []
    private(set) var ledger = Ledger()
    private(set) var joinedCount = 0
    private(set) var joinsPerSecond = 0.0
    private(set) var closed = 0
    private var isSending = false
    private var isLeaving = false
    private var failure: LoadError?

    private var joining: EventLoopPromise<Void>?
    private var joiningCount = 0
    private var joiningSince = NIODeadline.now()
    private var started = 0
    private var pacer: Scheduled<Void>?
    private var firstDue: UInt64 = 0
    private var due = 0

    init(_ plan: LoadPlan, run: String, eventLoop: any EventLoop) {
        self.plan = plan
        word = run
        self.run = Self.prefix(of: run, round: 0)
        self.eventLoop = eventLoop
        post = PostTemplate(size: plan.size)
    }

    private static func prefix(of word: String, round: Int) -> [UInt8] { Array("\(word)-\(round)-".utf8) }

    func check() throws(LoadError) { if let failure { throw failure } }

    func fail(_ error: LoadError) {
        guard failure == nil, !isLeaving else { return }
        failure = error
        isSending = false
        joining?.fail(error)
        joining = nil
    }

    // MARK: Coming in

    /// Connects more members, some at a time.
    ///
    /// - Returns: when all have joined, or one could not.
    func join(_ requests: [ByteBuffer]) -> EventLoopFuture<Void> {
        guard !requests.isEmpty else { return eventLoop.makeSucceededVoidFuture() }
        let joining = eventLoop.makePromise(of: Void.self)
        self.joining = joining
        joiningCount = requests.count
        joiningSince = .now()
        members += requests.map { LoadMember(self, request: $0) }
        for _ in 0..<min(LoadPlan.connectingAtOnce, requests.count) { connectNext() }
        return joining.futureResult
    }

    private func connectNext() {
        guard started < members.count, failure == nil, !isLeaving else { return }
        let member = NIOLoopBound(members[started], eventLoop: eventLoop)
        started += 1
        ClientBootstrap(group: eventLoop)
            .connectTimeout(.seconds(10))
            .channelOption(.socketOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(member.value) }
            }
            .connect(host: plan.host, port: plan.port)
            .assumeIsolated()
            .whenFailure { error in self.fail(LoadError(connecting: error)) }
    }

    func joined() {
        joinedCount += 1
        if joinedCount == members.count {
            joinsPerSecond = Double(joiningCount) / (Double((NIODeadline.now() - joiningSince).nanoseconds) / 1e9)
            joining?.succeed()
            joining = nil
        }
        connectNext()
    }

    func ended(wasJoined: Bool) {
        guard !isLeaving else { return }
        if wasJoined {
            closed += 1
        } else {
            fail(refusal("it closed the connection"))
        }
    }

    /// The host lets nobody in any more.
    func refusal(_ reason: String) -> LoadError {
        .refused(joined: joinedCount, of: plan.members, reason: reason)
    }

    // MARK: Sending

    /// Begins to send, and to count anew.
    func start() {
        round += 1
        run = Self.prefix(of: word, round: round)
        ledger = Ledger()
        isSending = true
        firstDue = NIODeadline.now().uptimeNanoseconds
        due = 0
        switch plan.pace {
        case .window(let window):
            for sender in members.prefix(plan.senders) {
                for _ in 0..<window { send(by: sender, dueAt: NIODeadline.now().uptimeNanoseconds) }
            }
        case .rate(let rate):
            keepPace(rate)
        }
    }

    /// Wakes up when the next message is due. At high rates that would cost more than the messages, so some go together.
    private func keepPace(_ rate: Double) {
        sendDue(rate)
        guard isSending else { return }
        let next = NIODeadline.uptimeNanoseconds(dueTime(at: rate))
        let soonest = NIODeadline.now() + .microseconds(100)
        pacer = eventLoop.assumeIsolated().scheduleTask(deadline: max(next, soonest)) { [weak self] in
            self?.keepPace(rate)
        }
    }

    /// When the next message is due, by NIO's uptime.
    private func dueTime(at rate: Double) -> UInt64 { firstDue + UInt64(Double(due) / rate * 1e9) }

    func stop() {
        isSending = false
        pacer?.cancel()
        pacer = nil
    }

    /// Sends what is due by now. A message that is held back keeps the time at which it was due.
    private func sendDue(_ rate: Double) {
        let now = NIODeadline.now().uptimeNanoseconds
        while isSending, !isFull, ledger.unanswered < LoadPlan.unansweredLimit {
            let time = dueTime(at: rate)
            guard time <= now else { return }
            send(by: members[due % plan.senders], dueAt: time)
            due += 1
        }
    }

    private func send(by sender: LoadMember, dueAt time: UInt64) {
        guard isSending, !isFull else { return }
        sender.write(opcode: 0x1, post.text(ledger.send(at: time), run: run))
    }

    // MARK: What members get

    func deliver(_ number: Int, seq: UInt64, to track: inout Track, at time: UInt64) throws(LoadError) {
        try ledger.deliver(number, seq: seq, to: &track, at: time)
    }

    func pass(_ seq: UInt64, to track: inout Track) { ledger.pass(seq, to: &track) }

    func answered(to member: LoadMember) {
        ledger.answer()
        if case .window = plan.pace { send(by: member, dueAt: NIODeadline.now().uptimeNanoseconds) }
    }

    func refused(_ error: WireError, isJoined: Bool, action: UInt64?) throws(LoadError) {
        let reason = error.message.printable(limit: 200)
        guard isJoined else { throw refusal(reason) }
        guard action != nil else { return }
        throw error.code == "flood" ? .flooding(reason) : .messageRefused(reason)
    }

    /// Whether everything that was sent was answered, and came to everybody who is still there.
    var isSettled: Bool {
        ledger.unanswered == 0 && ledger.deliveries >= ledger.answered * (plan.listeners - closed)
    }

    /// Whether no more messages can be remembered.
    var isFull: Bool { ledger.count >= LoadPlan.messageLimit }

    // MARK: The end

    func leave() {
        isLeaving = true
        stop()
        joining?.fail(CancellationError())
        joining = nil
        for member in members { member.leave() }
        members = []
    }
}

/// The text of a message, of which only the number changes.
private struct PostTemplate {
    private let front = Array(#"{"body":{"tag":"ActionRequest","val":{"id":["$BigInt",""#.utf8)
    private let middle = Array(#""],"name":"sendMessage","args":[{"id":""#.utf8)
    private let back: [UInt8]

    init(size: Int) {
        back = Array(#"","text":"\#(String(repeating: "x", count: size))"}]}}}"#.utf8)
    }

    /// The action's id is one more than the number of the message, since 0 is that of the greeting.
    func text(_ number: Int, run: [UInt8]) -> [UInt8] {
        var text = front
        text.reserveCapacity(front.count + middle.count + run.count + back.count + 40)
        text += String(number + 1).utf8
        text += middle
        text += run
        text += String(number).utf8
        text += back
        return text
    }
}
