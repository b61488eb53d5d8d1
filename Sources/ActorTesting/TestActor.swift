public import ActorDefinition
public import ActorRuntime
public import ActorWire
public import Logging
import Synchronization

/// One actor in a system of its own, on a clock that the test moves and a store that the test can break.
///
/// ```swift
/// let room = try await TestActor(ChatRoom())
/// let ann = try await room.connect(.init(name: "ann"))
/// try await ann.sendMessage("hi")
/// await room.advance(by: .seconds(30))
/// ```
public final class TestActor<D: DurableActor>: Sendable {
    /// The clock of the system; it stands still until it is moved.
    public let clock: VirtualClock
    /// The store, which outlives a restart.
    public let store: MemoryStore
    /// The key of the actor.
    public let key: ActorKey
    private let interface: Interface<D>
    private let registrations: [Registration]
    private let logger: Logger
    private let options: SystemOptions
    private let transport = TestTransport()
    private let state: Mutex<State>

    private struct State {
        var system: ActorSystem
        var running: Task<Void, Never>
        var links: [TestLink] = []
        var ports = 0
    }

    /// Brings the actor into memory.
    ///
    /// - Parameters:
    ///   - others: More kinds of actors that it may ask.
    ///   - store: What it wakes from.
    ///   - logger: Default: one that writes errors, which are masked from clients, to standard error.
    /// - Throws: What its hooks threw.
    public init(
        _ definition: D, key: [String] = ["test"], input: D.Input? = nil, with others: Registration...,
        store: MemoryStore? = nil, clock: VirtualClock = VirtualClock(),
        logger: Logger? = nil, options: SystemOptions = .init()
    ) async throws {
        self.clock = clock
        self.store = store ?? MemoryStore(clock: clock)
        self.key = try ActorKey(key)
        self.interface = Interface(definition)
        self.registrations = others + [Registration(definition)]
        self.logger = logger ?? Self.errorLogger
        self.options = options
        let system = ActorSystem(
            registrations, store: self.store, clock: clock, logger: self.logger, options: options)
        state = Mutex(State(system: system, running: Task { await system.run() }))
        try await wake(input: input)
    }

    deinit {
        state.withLock { $0.running.cancel() }
    }

    private static var errorLogger: Logger {
        Logger(label: "test") { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = .error
            return handler
        }
    }

    /// The system that runs it; another one after a restart.
    public var system: ActorSystem { state.withLock { $0.system } }

    private var target: ConnectTarget {
        ConnectTarget(actor: .named(D.name, key: key, method: .getOrCreate))
    }

    private func wake(input: D.Input?) async throws {
        let input = try input.map { try Value(encoding: $0) }
        _ = try await system.getOrCreate(name: D.name, key: key, input: input)
        await settle()
    }
}

// MARK: Clients

extension TestActor {
    /// - Throws: `UserError` when a hook of the actor refuses the client, else `WireError`.
    /// - Parameter address: Where the client comes from, without a port.
    public func connect(_ params: D.ConnParams, from address: String = "192.0.2.1") async throws -> TestClient<D> {
        try await connect(parameters: try Value(encoding: params), from: address)
    }

    /// Without parameters.
    public func connect() async throws -> TestClient<D> { try await connect(parameters: nil) }

    /// As a foreign client does, with parameters of any shape.
    public func connect(json parameters: String) async throws -> TestClient<D> {
        try await connect(parameters: try Value(json: Array(parameters.utf8)))
    }

    private func connect(parameters: Value?, from address: String = "192.0.2.1") async throws -> TestClient<D> {
        let (system, link) = state.withLock { state in
            state.ports += 1
            let link = TestLink(transport: transport, remoteAddress: "\(address):\(state.ports)")
            state.links.append(link)
            return (state.system, link)
        }
        link.attach(system.connect(target, parameters: parameters, link: link))
        let id = try await link.untilGreeted().unwrap()
        return TestClient(interface, link, connectionID: id)
    }

    /// Calls an action over HTTP, as a foreign client does.
    @discardableResult
    public func call(
        _ action: String, json arguments: String = "[]", params: D.ConnParams? = nil
    ) async throws -> Value {
        let arguments = try Value(json: Array(arguments.utf8)).array ?? []
        let params = try params.map { try Value(encoding: $0) }
        let output: EncodedValue
        do throws(WireError) {
            output = try await system.call(
                target, action: action, arguments: arguments, parameters: params,
                client: ClientInfo(remoteAddress: "192.0.2.2:1", encoding: "json")
            ).output
        } catch {
            return try Result<Value, WireError>.failure(error).unwrap()
        }
        return try Value(json: output.json)
    }

    /// Calls a job, as the server that runs the actor may.
    public subscript<Reply, each Argument>(
        job job: KeyPath<D, Job<D, Reply, repeat each Argument>>
    ) -> PeerJob<Reply, repeat each Argument> {
        system.peer(interface.definition, key)[dynamicMember: job]
    }
}

// MARK: Time and memory

extension TestActor {
    /// Has done what was asked, such as a subscription, then moves the clock on, and returns when what that causes has been
    /// done. A handler that waits for a time makes it wait for ever: move `clock` itself then.
    public func advance(by duration: Duration) async {
        await settle()
        clock.advance(by: duration)
        await settle()
    }

    /// Returns when every actor of the system has done what it was asked. What a `run` does beside that is not waited for.
    public func settle() async { await system.settle() }

    /// Whether it is in memory, as opposed to asleep.
    public var isAwake: Bool {
        get async throws { try await description?.startedAt != nil }
    }

    /// Its entry in the directory; nil when it does not exist, or no more.
    public var description: ActorDescription? {
        get async throws { try await system.actors(name: D.name, key: key).first }
    }

    /// Ends the process without a word, as `kill -9` does, and begins again from the store.
    public func restart() async throws {
        let (system, running, links) = state.withLock { ($0.system, $0.running, $0.links) }
        for link in links { link.end(.lost("killed"), tellingActor: false) }
        await system.kill()
        await running.value
        let next = ActorSystem(registrations, store: store, clock: clock, logger: logger, options: options)
        state.withLock { state in
            state.system = next
            state.running = Task { await next.run() }
            state.links = []
        }
        try await wake(input: nil)
    }

    /// Shuts the system down in order.
    public func shutdown() async { await system.shutdown() }
}
