import NIOCore
import NIOPosix

/// The members of one plan, who live on an event loop of their own, seen from outside of it.
struct Crowd: Sendable {
    let plan: LoadPlan
    /// A word of letters and digits that no other run in the room has.
    private let run: String
    private let box: NIOLoopBoundBox<LoadEngine>
    private let loop: any EventLoop

    /// Has a crowd while `body` runs, which leaves then.
    static func with<Result: Sendable>(
        _ plan: LoadPlan, run: String, _ body: (Crowd) async throws -> Result
    ) async throws -> Result {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let crowd = Crowd(plan, run: run, loop: group.next())
        let result: Swift.Result<Result, any Error>
        do {
            result = .success(try await body(crowd))
        } catch {
            result = .failure(error)
        }
        try? await crowd.tell { $0.leave() }
        try? await group.shutdownGracefully()
        return try result.get()
    }

    private init(_ plan: LoadPlan, run: String, loop: any EventLoop) {
        self.plan = plan
        self.run = run
        self.loop = loop
        box = .makeBoxSendingValue(LoadEngine(plan, run: run, eventLoop: loop), eventLoop: loop)
    }

    // MARK: Coming in

    /// Lets members in, by their numbers.
    func join(_ numbers: Range<Int>, _ progress: @Sendable (LoadProgress) -> Void) async throws {
        let requests = try numbers.map { try plan.handshake($0, name: "\(run)-\($0 + 1)") }
        let done = loop.flatSubmit { box.value.join(requests) }
        // A host that takes nobody for so long will not take the others either.
        var newest = (joined: 0, at: ContinuousClock.now)
        while case let joined = try await ask({ $0.joinedCount }), joined < numbers.upperBound {
            try await check()
            progress(.connecting(joined: joined, of: plan.members))
            if joined > newest.joined { newest = (joined, .now) }
            guard newest.at.duration(to: .now) < .seconds(20) else {
                throw LoadError.joiningTookTooLong(joined: joined, of: plan.members)
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        try await done.get()
    }

    /// Of the last who came in, from the first connection that was begun until the last of them was answered.
    var joinsPerSecond: Double { get async throws { try await ask { $0.joinsPerSecond } } }

    // MARK: Sending

    /// Has the senders send for some seconds, waits for what is under way then, and tells of this time alone.
    func talk(seconds: Int, _ progress: @Sendable (LoadProgress) -> Void = { _ in }) async throws -> LoadReport {
        let start = ContinuousClock.now
        try await tell { $0.start() }
        try await send(seconds, progress)
        let sending = start.duration(to: .now)
        let inTime = try await ask { $0.ledger.deliveries }
        progress(.draining)
        try await drain()
        return try await ask { LoadReport($0, sending: sending, inTime: inTime) }
    }

    private func send(_ seconds: Int, _ progress: @Sendable (LoadProgress) -> Void) async throws {
        var deliveries = 0
        for second in 1...seconds {
            try await Task.sleep(for: .seconds(1))
            try await check()
            let now = try await ask { $0.ledger.deliveries }
            progress(.sending(second: second, of: seconds, deliveries: now - deliveries))
            deliveries = now
            if try await ask({ $0.isFull }) { break }
        }
        try await tell { $0.stop() }
    }

    /// Waits for what is under way as long as something of it still comes.
    private func drain() async throws {
        var newest = (deliveries: -1, at: ContinuousClock.now)
        while try await !ask({ $0.isSettled }) {
            try await check()
            let deliveries = try await ask { $0.ledger.deliveries }
            if deliveries != newest.deliveries { newest = (deliveries, .now) }
            guard newest.at.duration(to: .now) < .seconds(3) else { return }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    // MARK: The event loop

    private func tell(_ body: @escaping @Sendable (LoadEngine) -> Void) async throws {
        try await loop.submit { body(box.value) }.get()
    }

    private func ask<Answer: Sendable>(_ body: @escaping @Sendable (LoadEngine) -> Answer) async throws -> Answer {
        try await loop.submit { body(box.value) }.get()
    }

    private func check() async throws { try await loop.submit { try box.value.check() }.get() }
}

extension LoadReport {
    /// - Parameter inTime: Deliveries that came while messages were being sent.
    fileprivate init(_ engine: LoadEngine, sending: Duration, inTime: Int) {
        let (ledger, plan) = (engine.ledger, engine.plan)
        let seconds = sending / .seconds(1)
        let lost = max(0, ledger.answered * plan.listeners - ledger.deliveries)
        let flaws = lost + ledger.duplicates + ledger.reordered + ledger.disagreements + ledger.unanswered
        self.init(
            members: plan.members, senders: plan.senders, size: plan.size, seconds: seconds,
            joinsPerSecond: engine.joinsPerSecond, messages: ledger.answered,
            messagesPerSecond: Double(inTime) / Double(plan.listeners) / seconds, deliveries: ledger.deliveries,
            deliveriesPerSecond: Double(inTime) / seconds, latency: ledger.latency, lost: lost,
            duplicates: ledger.duplicates, reordered: ledger.reordered, disagreements: ledger.disagreements,
            closed: engine.closed, isPerfect: flaws == 0 && engine.closed == 0 && ledger.answered > 0)
    }
}
