import ActorDefinition
import ActorTesting
import ActorWire
import Synchronization

/// An actor that writes down what happens to it and does what a test tells it.
struct Probe: DurableActor {
    struct State: Codable, Sendable, Initial, Hashable { var count = 0 }
    struct ConnParams: Codable, Sendable { var name: String? }
    struct ConnState: Codable, Sendable { var note = "new" }
    typealias Vars = Int
    typealias Entry = String
    typealias Input = Int

    struct Failure: Error {}

    let log = Log()
    var options = ActorOptions()
    /// Runs in the hook of that name.
    var hooks: [String: @Sendable () async throws -> Void] = [:]
    /// What `wait` waits for.
    let gate = Gate()

    let changed = Event<Int>()
    let noted = Event<String>()

    let add = Action { (c: Call, amount: Int) in
        c.state.count += amount
        c.broadcast(\.changed, c.state.count)
        return c.state.count
    }
    let count = Action { (c: Call) in c.state.count }
    let note = Action { (c: Call, text: String) in c.conn.state.note = text }
    let readNote = Action { (c: Call) in c.conn.state.note }
    let write = Action { (c: Call, text: String) in
        try c.journal.append(text)
        return c.journal.head
    }
    let writeAndPage = Action { (c: Call, text: String) in
        try c.journal.append(text)
        return try await c.journal.page(.end, limit: 100)
    }
    let writeAndTell = Action { (c: Call, text: String, told: String, answer: String) in
        try c.journal.append(text)
        c.broadcast(\.noted, told)
        return answer
    }
    let page = Action { (c: Call, after: Int?, limit: Int?) in
        try await c.journal.page(after.map { .after(UInt64($0)) } ?? .end, limit: limit ?? 100)
    }
    let fail = Action { (c: Call, userError: Bool) in
        c.state.count += 100
        c.conn.state.note = "spoiled"
        try c.journal.append("spoiled")
        try c.schedule.after(.seconds(1), \.later, "spoiled")
        c.broadcast(\.noted, "spoiled")
        for conn in c.conns { c.close(conn) }
        if userError { throw UserError("no", "I will not", metadata: ["why": "just so"]) }
        throw Failure()
    }
    let wait = Action { (c: Call) in
        c.state.count += 1
        try await c.definition.gate.wait()
        return c.state.count
    }
    let names = Action { (c: Call) in c.conns.map { $0.params.name ?? "" } }
    let toOthers = Action { (c: Call, text: String) in c.broadcast(\.noted, text, except: c.conn) }
    let toNamed = Action { (c: Call, name: String, text: String) in
        c.broadcast(\.noted, text) { $0.params.name == name }
    }
    let whisper = Action { (c: Call, id: String, text: String) in c.conns[id]?.send(\.noted, text) }
    let kick = Action { (c: Call, name: String, reason: String) in
        c.broadcast(\.noted, "before")
        c.conns.first { $0.params.name == name }?.disconnect(reason)
        c.conns.first { $0.params.name == name }?.disconnect("again")
    }
    let kickAndWait = Action { (c: Call, name: String, reason: String) in
        if let conn = c.conns.first(where: { $0.params.name == name }) {
            await conn.disconnect(reason)
            await conn.disconnect(reason)
        }
        c.definition.log.add("kicked")
        return c.conns.count
    }
    let forbidden = Action(if: { _ in false }, { (c: Call) in c.state.count += 1 })
    let plan = Action { (c: Call, seconds: Int, text: String) in
        try c.schedule.after(.seconds(seconds), \.later, text)
    }
    let planBad = Action { (c: Call, seconds: Int) in try c.schedule.after(.seconds(seconds), \.bad) }
    let cancel = Action { (c: Call, id: String) in c.schedule.cancel(id) }
    let planned = Action { (c: Call) in c.schedule.jobs.map(\.job) }
    let end = Action { (c: Call) in c.destroy() }

    let later = Job { (c: Context, text: String) in
        c.state.count += 1
        c.definition.log.add("job \(text)")
        c.broadcast(\.noted, text)
    }
    let bad = Job { (c: Context) in
        c.state.count += 100
        throw Failure()
    }
    let double = Job { (c: Context, number: Int) in
        c.state.count += number
        return number * 2
    }
}

extension ActorContext where D == Probe {
    fileprivate func close(_ conn: Connection<Probe>) { conn.disconnect("spoiled") }
}

extension Probe {
    private func hook(_ name: String, _ detail: String = "") async throws {
        log.add(detail.isEmpty ? name : "\(name) \(detail)")
        try await hooks[name]?()
    }

    func createState(_ input: Int?) async throws -> State {
        try await hook("createState")
        return State(count: input ?? 0)
    }
    func createVars(_ c: Context) async throws -> Int {
        try await hook("createVars")
        return 0
    }
    func createConnState(_ c: Connecting, _ params: ConnParams) async throws -> ConnState {
        try await hook("createConnState", "\(c.conns.count)")
        return ConnState()
    }
    func onCreate(_ c: Context, _ input: Int?) async throws { try await hook("onCreate") }
    func onWake(_ c: Context) async throws { try await hook("onWake") }
    func onSleep(_ c: Context) async throws { try await hook("onSleep") }
    func onDestroy(_ c: Context) async throws { try await hook("onDestroy") }
    func onStateChange(_ c: Context, _ state: State) { log.add("onStateChange \(state.count)") }
    func onBeforeConnect(_ c: Connecting, _ params: ConnParams) async throws {
        try await hook("onBeforeConnect", "\(c.conns.count)")
    }
    func onConnect(_ c: Context, _ conn: Conn) async throws { try await hook("onConnect", "\(c.conns.count)") }
    func onDisconnect(_ c: Context, _ conn: Conn, _ reason: DisconnectReason) async throws {
        let isListed = c.conns[conn.id] != nil
        let clean = reason.isClean ? "clean" : "broken"
        try await hook("onDisconnect", "\(conn.params.name ?? "?") \(conn.state.note) \(isListed) \(clean): \(reason)")
    }
}

/// What happened, in order.
final class Log: Sendable {
    private let lines = Mutex<[String]>([])

    func add(_ line: String) { lines.withLock { $0.append(line) } }
    var all: [String] { lines.withLock { $0 } }

    func take() -> [String] {
        lines.withLock { lines in
            defer { lines = [] }
            return lines
        }
    }
}

/// Holds up whoever waits until a test opens it.
final class Gate: Sendable {
    fileprivate struct State {
        var isOpen = false
        var arrivals = 0
        var watchers: [(arrivals: Int, continuation: CheckedContinuation<Void, Never>)] = []
        var waiting: [Int: CheckedContinuation<Void, any Error>] = [:]
    }
    private let state = Mutex(State())

    /// - Parameter heedsCancellation: Whether a cancellation of the task ends the wait.
    nonisolated(nonsending) func wait(heedsCancellation: Bool = true) async throws {
        if heedsCancellation { try Task.checkCancellation() }
        let id = state.withLock { state in
            state.arrivals += 1
            return state.arrivals
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                let (isOpen, watchers) = state.withLock { state in
                    if !state.isOpen { state.waiting[id] = continuation }
                    return (state.isOpen, state.takeWatchers())
                }
                if isOpen { continuation.resume() }
                for watcher in watchers { watcher.resume() }
            }
        } onCancel: {
            if heedsCancellation {
                state.withLock { $0.waiting.removeValue(forKey: id) }?.resume(throwing: CancellationError())
            }
        }
    }

    func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [:] }
            return state.waiting
        }
        for continuation in waiting.values { continuation.resume() }
    }

    /// Returns when so many have come to the gate.
    func reached(by arrivals: Int = 1) async {
        await withCheckedContinuation { continuation in
            let isReached = state.withLock { state in
                if state.arrivals < arrivals || state.waiting.isEmpty && !state.isOpen {
                    state.watchers.append((arrivals, continuation))
                    return false
                }
                return true
            }
            if isReached { continuation.resume() }
        }
    }
}

extension Gate.State {
    fileprivate mutating func takeWatchers() -> [CheckedContinuation<Void, Never>] {
        let ready = watchers.filter { $0.arrivals <= arrivals }
        watchers.removeAll { $0.arrivals <= arrivals }
        return ready.map(\.continuation)
    }
}
