public import ActorWire

/// A kind of actor: what it remembers, what it lets others do, and what happens when they come and go.
///
/// A definition is an ordinary struct. Its actions, jobs and events are stored properties, named on the wire as they
/// are named here; its hooks are methods. Every instance of it, one for each key, runs one handler at a time, so that
/// state is read and changed without a lock:
///
/// ```swift
/// struct Counter: DurableActor {
///     struct State: Codable, Sendable, Initial { var count = 0 }
///
///     let changed = Event<Int>()
///     let add = Action { (c: Call, amount: Int) in
///         c.state.count += amount
///         c.broadcast(\.changed, c.state.count)
///         return c.state.count
///     }
/// }
/// ```
///
/// Declare the conformance where the hooks are, in an extension. There the compiler warns of a hook whose name or parameters
/// are not quite those of this protocol; anywhere else it is taken for a method of your own, and never runs:
///
/// ```swift
/// struct Door {
///     struct ConnParams: Codable, Sendable { var word: String }
/// }
///
/// extension Door: DurableActor {
///     func onBeforeConnect(_ c: Connecting, _ params: ConnParams) throws {
///         guard params.word == "friend" else { throw UserError("wrong_word", "That is not the word") }
///     }
/// }
/// ```
///
/// A hook that is `async` needs the setting `NonisolatedNonsendingByDefault` of its target, or `nonisolated(nonsending)`
/// before its `func`: else it does not compile, since its context cannot be sent elsewhere.
///
/// Replies and events about a change leave only when the change is durable. A handler that throws leaves the state
/// as it found it, and sends nothing.
///
/// A handler runs on a thread that others need as well, as a rule the one that reads the network. It awaits what takes
/// long, never blocks, and computes for some milliseconds at most.
public protocol DurableActor: Sendable {
    /// What survives: saved whole when it changed, so keep it small and put what grows into the journal.
    ///
    /// An actor whose stored state does not decode does not wake. So a property that is added later is optional, or the
    /// type has an `init(from:)` that gives it a value: a default value alone does not do for what Swift synthesizes.
    associatedtype State: Codable & Sendable = Nothing
    /// What the creator of an actor passes to it.
    associatedtype Input: Codable & Sendable = Nothing
    /// What a client passes while connecting.
    associatedtype ConnParams: Codable & Sendable = Nothing
    /// What the actor knows of a connection while it lasts.
    associatedtype ConnState: Codable & Sendable = Nothing
    /// An entry of the journal. Those that are equal are encoded alike. It is read for as long as the actor lives: what is
    /// true of a property that is added to `State` is true of its.
    associatedtype Entry: Codable & Sendable & Equatable = Nothing
    /// What is forgotten when the actor sleeps.
    associatedtype Vars = Nothing
    /// What `onBeforeActionResponse` returns; nothing in an actor without that hook, which so pays nothing for it.
    associatedtype ActionResponse: Encodable & Sendable = Nothing
    /// What `run` returns: `Void`, or nothing in an actor without it.
    associatedtype RunResult: Sendable = Nothing

    typealias Context = ActorContext<Self>
    typealias Call = ActionContext<Self>
    typealias Connecting = ConnectContext<Self>
    typealias Conn = Connection<Self>
    typealias Running = RunContext<Self>

    /// The name on the wire. Default: the type's name with a small first letter.
    static var name: String { get }

    /// Limits and times. Default: `ActorOptions()`. Asked for often: the same each time, and cheap.
    var options: ActorOptions { get }

    /// Makes the first state of a new actor. Default: `State()` where the state is `Initial`.
    nonisolated(nonsending) func createState(_ input: Input?) async throws -> State
    /// Makes what is not saved, each time the actor wakes.
    nonisolated(nonsending) func createVars(_ c: Context) async throws -> Vars
    /// Makes what the actor knows of a connection. A throw refuses the connection.
    nonisolated(nonsending) func createConnState(_ c: Connecting, _ params: ConnParams) async throws -> ConnState

    /// Runs once in an actor's life, before anything else.
    nonisolated(nonsending) func onCreate(_ c: Context, _ input: Input?) async throws
    /// Runs each time the actor comes into memory, before it takes connections.
    nonisolated(nonsending) func onWake(_ c: Context) async throws
    /// Runs beside the actor each time it has come into memory, from after `onWake` on, and does not hold it up:
    ///
    /// ```swift
    /// let update = Job { (c: Context, price: Double) in c.broadcast(\.changed, price) }
    ///
    /// func run(_ c: Running) async throws {
    ///     while true {
    ///         try await c.update(try await fetchPrice())
    ///         try await c.pause(for: .seconds(5))
    ///     }
    /// }
    /// ```
    ///
    /// While it works the actor does not sleep, as it may while `run` pauses. It is cancelled before `onSleep` and
    /// `onDestroy`, which then wait for it, for `ActorOptions.hookTimeout` at most: from its cancellation on it gets
    /// nothing done by the actor any more. If it returns or throws before, that is logged, and the actor goes on without
    /// it. Default: nothing.
    func run(_ c: Running) async throws -> RunResult
    /// Runs before the actor leaves memory; what it changes is saved.
    nonisolated(nonsending) func onSleep(_ c: Context) async throws
    /// Runs before the actor's data is removed.
    nonisolated(nonsending) func onDestroy(_ c: Context) async throws
    /// Runs when somebody has set the machine's clock by a second or more, or the machine was suspended, before anything
    /// else that the actor does by the new time. What waits for an interval and not for a time of day is to be moved by
    /// `step`, which is negative when the clock was set back. Default: nothing.
    nonisolated(nonsending) func onTimeOfDaySet(_ c: Context, by step: Duration) async throws
    /// Runs after each handler that changed the state, and before the change is saved.
    func onStateChange(_ c: Context, _ state: State)
    /// Runs when an action has succeeded, and says what is answered instead of its output: of any type, so that clients have
    /// to expect it. It is part of the action, with the same time: a throw is as if the action had thrown. Default: the
    /// output is answered.
    ///
    /// - Parameters:
    ///   - action: The name on the wire.
    ///   - arguments: As they were sent.
    ///   - output: What the action returned; null for nothing.
    nonisolated(nonsending) func onBeforeActionResponse(
        _ c: Call, _ action: String, _ arguments: [Value], _ output: Value
    ) async throws -> ActionResponse
    /// Decides who may connect. The connection is not in `conns` yet. A throw refuses it, and then `onDisconnect` is
    /// not called.
    nonisolated(nonsending) func onBeforeConnect(_ c: Connecting, _ params: ConnParams) async throws
    /// Runs when the connection is in `conns` and before any message of it. A throw disconnects it.
    nonisolated(nonsending) func onConnect(_ c: Context, _ conn: Conn) async throws
    /// Runs after the connection left `conns`, once for each that was in it; but not when the actor itself has to start
    /// again, since what it knew then is not kept.
    nonisolated(nonsending) func onDisconnect(_ c: Context, _ conn: Conn, _ reason: DisconnectReason) async throws
}

/// No value; what an associated type of a definition is when it is not declared.
public struct Nothing: Codable, Sendable, Hashable, Initial {
    public init() {}
    /// Takes any value, so that a client that sends parameters to an actor without any is welcome.
    public init(from decoder: any Decoder) throws {}
    public func encode(to encoder: any Encoder) throws { _ = encoder.container(keyedBy: NoKeys.self) }
    private enum NoKeys: CodingKey {}
}

/// A type with a constant to begin with.
public protocol Initial { init() }

/// A state or connection state is missing its beginning.
public struct NotInitial: Error, CustomStringConvertible {
    /// Which beginning is missing, and where to declare it.
    public let description: String

    fileprivate init(_ definition: Any.Type, lacks hook: String, since type: Any.Type) {
        description = "\(definition) needs `\(hook)`, with these very types, since \(type) is not Initial"
    }
}

extension DurableActor {
    public static var name: String {
        let type = String(describing: Self.self)
        return type.prefix(1).lowercased() + type.dropFirst()
    }
    public var options: ActorOptions { ActorOptions() }

    nonisolated(nonsending) public func createState(_ input: Input?) async throws -> State {
        guard let initial = State.self as? any Initial.Type, let state = initial.init() as? State else {
            throw NotInitial(Self.self, lacks: "createState(_ input: Input?) -> State", since: State.self)
        }
        return state
    }
    nonisolated(nonsending) public func createVars(_ c: Context) async throws -> Vars {
        guard let initial = Vars.self as? any Initial.Type, let vars = initial.init() as? Vars else {
            throw NotInitial(Self.self, lacks: "createVars(_ c: Context) -> Vars", since: Vars.self)
        }
        return vars
    }
    nonisolated(nonsending) public func createConnState(_ c: Connecting, _ params: ConnParams) async throws -> ConnState
    {
        guard let initial = ConnState.self as? any Initial.Type, let state = initial.init() as? ConnState else {
            throw NotInitial(
                Self.self, lacks: "createConnState(_ c: Connecting, _ params: ConnParams) -> ConnState",
                since: ConnState.self)
        }
        return state
    }
    nonisolated(nonsending) public func onCreate(_ c: Context, _ input: Input?) async throws {}
    nonisolated(nonsending) public func onWake(_ c: Context) async throws {}
    nonisolated(nonsending) public func onSleep(_ c: Context) async throws {}
    nonisolated(nonsending) public func onDestroy(_ c: Context) async throws {}
    nonisolated(nonsending) public func onTimeOfDaySet(_ c: Context, by step: Duration) async throws {}
    public func onStateChange(_ c: Context, _ state: State) {}
    nonisolated(nonsending) public func onBeforeConnect(_ c: Connecting, _ params: ConnParams) async throws {}
    nonisolated(nonsending) public func onConnect(_ c: Context, _ conn: Conn) async throws {}
    nonisolated(nonsending) public func onDisconnect(
        _ c: Context, _ conn: Conn, _ reason: DisconnectReason
    ) async throws {}
}

extension DurableActor where ActionResponse == Nothing {
    nonisolated(nonsending) public func onBeforeActionResponse(
        _ c: Call, _ action: String, _ arguments: [Value], _ output: Value
    ) async throws -> Nothing { Nothing() }
}

extension DurableActor where RunResult == Nothing {
    public func run(_ c: Running) async throws -> Nothing { Nothing() }
}
