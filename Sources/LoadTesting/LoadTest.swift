import ActorWire
import Glibc
import NIOCore
import NIOPosix

/// Fills a room of a host with people, has some of them talk, and checks what all of them get.
public struct LoadTest: Sendable {
    private let plan: LoadPlan
    private let run: String
    private let sample: @Sendable () -> HostSample?

    /// - Parameters:
    ///   - run: A word of letters and digits that no other run in the room has.
    ///   - sample: Looks at the host's process; nil where it cannot be seen.
    public init(_ plan: LoadPlan, run: String, sample: @escaping @Sendable () -> HostSample? = { nil }) {
        self.plan = plan
        self.run = run
        self.sample = sample
    }

    /// Runs the test to its end.
    ///
    /// - Parameter progress: Called about once a second.
    /// - Throws: `LoadError`, or `CancellationError`.
    public func callAsFunction(progress: @Sendable (LoadProgress) -> Void) async throws -> LoadReport {
        try Self.allowFiles(plan.members + 64)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let loop = group.next()
        let engine = Engine(
            box: .makeBoxSendingValue(LoadEngine(plan, run: run, eventLoop: loop), eventLoop: loop), loop: loop)
        let result: Result<LoadReport, any Error>
        do {
            result = .success(try await measure(engine, progress))
        } catch {
            result = .failure(error)
        }
        try? await engine.tell { $0.leave() }
        try? await group.shutdownGracefully()
        return try result.get()
    }

    private func measure(_ engine: Engine, _ progress: @Sendable (LoadProgress) -> Void) async throws -> LoadReport {
        let empty = sample()
        let connecting = try await connect(engine, progress)
        let full = sample()

        let start = ContinuousClock.now
        try await engine.tell { $0.start() }
        try await send(engine, progress)
        let sending = start.duration(to: .now)
        let inTime = try await engine.ask { $0.ledger.deliveries }
        progress(.draining)
        try await drain(engine)
        let end = sample()

        var report = try await engine.ask { engine in Self.report(engine, plan, connecting, sending, inTime: inTime) }
        if let empty, let full, let end {
            let time = end.processorTime - full.processorTime
            report.host = LoadReport.HostUsage(
                memoryPerConnection: Double(max(full.memory - empty.memory, 0)) / Double(plan.members),
                memory: end.memory,
                processorPerDelivery: time / .microseconds(1) / Double(max(report.deliveries, 1)))
        }
        return report
    }

    // MARK: Phases

    /// - Returns: How long it took.
    private func connect(_ engine: Engine, _ progress: @Sendable (LoadProgress) -> Void) async throws -> Duration {
        let requests = try (1...plan.members).map(request)
        let start = ContinuousClock.now
        let done = engine.loop.flatSubmit { engine.box.value.join(requests) }
        // A host that takes nobody for so long will not take the others either.
        var newest = (joined: 0, at: start)
        while try await engine.ask({ $0.joinedCount }) < plan.members {
            try await engine.check()
            try await Task.sleep(for: .milliseconds(20))
            let joined = try await engine.ask { $0.joinedCount }
            progress(.connecting(joined: joined, of: plan.members))
            if joined > newest.joined { newest = (joined, .now) }
            guard newest.at.duration(to: .now) < .seconds(20) else {
                throw LoadError.joiningTookTooLong(joined: joined, of: plan.members)
            }
        }
        try await done.get()
        return start.duration(to: .now)
    }

    private func send(_ engine: Engine, _ progress: @Sendable (LoadProgress) -> Void) async throws {
        var deliveries = 0
        for second in 1...plan.seconds {
            try await Task.sleep(for: .seconds(1))
            try await engine.check()
            let now = try await engine.ask { $0.ledger.deliveries }
            progress(.sending(second: second, of: plan.seconds, deliveries: now - deliveries))
            deliveries = now
            if try await engine.ask({ $0.isFull }) { break }
        }
        try await engine.tell { $0.stop() }
    }

    /// Waits for what is under way as long as something of it still comes.
    private func drain(_ engine: Engine) async throws {
        var newest = (deliveries: -1, at: ContinuousClock.now)
        while try await !engine.ask({ $0.isSettled }) {
            try await engine.check()
            let deliveries = try await engine.ask { $0.ledger.deliveries }
            if deliveries != newest.deliveries { newest = (deliveries, .now) }
            guard newest.at.duration(to: .now) < .seconds(3) else { return }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    private static func report(
        _ engine: LoadEngine, _ plan: LoadPlan, _ connecting: Duration, _ sending: Duration, inTime: Int
    ) -> LoadReport {
        let ledger = engine.ledger
        let seconds = sending / .seconds(1)
        let lost = max(0, ledger.answered * plan.members - ledger.deliveries)
        let flaws = lost + ledger.duplicates + ledger.reordered + ledger.disagreements + ledger.unanswered
        return LoadReport(
            members: plan.members, senders: plan.senders, size: plan.size, seconds: seconds,
            joinsPerSecond: Double(plan.members) / max(connecting / .seconds(1), 0.001), messages: ledger.answered,
            messagesPerSecond: Double(inTime) / Double(plan.members) / seconds, deliveries: ledger.deliveries,
            deliveriesPerSecond: Double(inTime) / seconds, latency: ledger.latency, lost: lost,
            duplicates: ledger.duplicates, reordered: ledger.reordered, disagreements: ledger.disagreements,
            closed: engine.closed, isPerfect: flaws == 0 && engine.closed == 0 && ledger.answered > 0)
    }

    // MARK: Beginning

    /// The handshake of a member, who has a name of their own (RFC 6455 section 4.1).
    private func request(_ number: Int) throws -> ByteBuffer {
        let target = ConnectTarget(
            actor: .named("chatRoom", key: try ActorKey([plan.room]), method: .getOrCreate))
        let protocols = Subprotocols(parameters: ["name": .string("\(run)-\(number)")])
        let host = plan.host.contains(":") ? "[\(plan.host)]" : plan.host
        return ByteBuffer(
            string: """
                GET \(try target.path()) HTTP/1.1\r
                Host: \(host):\(plan.port)\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Protocol: \(protocols.header)\r
                \r\n
                """)
    }

    /// Has the system allow this process so many open files, up to its hard limit.
    private static func allowFiles(_ count: Int) throws(LoadError) {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < count else {
            return
        }
        limit.rlim_cur = min(rlim_t(count), limit.rlim_max)
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        guard limit.rlim_cur >= count else { throw .fileLimit(needed: count, limit: Int(limit.rlim_cur)) }
    }
}

/// The engine, seen from outside its event loop.
private struct Engine: Sendable {
    let box: NIOLoopBoundBox<LoadEngine>
    let loop: any EventLoop

    func tell(_ body: @escaping @Sendable (LoadEngine) -> Void) async throws {
        try await loop.submit { body(box.value) }.get()
    }

    func ask<Answer: Sendable>(_ body: @escaping @Sendable (LoadEngine) -> Answer) async throws -> Answer {
        try await loop.submit { body(box.value) }.get()
    }

    func check() async throws { try await loop.submit { try box.value.check() }.get() }
}
