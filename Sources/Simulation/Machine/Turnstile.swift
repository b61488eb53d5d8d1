import ActorDefinition
import ActorWire

/// An actor that counts who passes, and writes down each of its hooks.
struct Turnstile: DurableActor {
    struct State: Codable, Sendable, Initial { var passed = 0 }

    static let key = ["gate"]

    let ledger: Ledger

    /// Not idempotent: nobody may be counted twice.
    let pass = Action { (c: Call) in
        c.state.passed += 1
        return c.state.passed
    }
    let passed = Action(idempotent: true) { (c: Call) in c.state.passed }
}

extension Turnstile {
    func onWake(_ c: Context) { ledger.woke() }
    func onConnect(_ c: Context, _ conn: Conn) { ledger.connected(conn.id) }
    func onDisconnect(_ c: Context, _ conn: Conn, _ reason: DisconnectReason) { ledger.disconnected(conn.id) }
}

/// Whether the hooks of an actor come in pairs, and its calls run at most once.
// Sendable: see RunQueue.
final class Ledger: @unchecked Sendable {
    private let judge: Judge
    private var connections: Set<String> = []
    private var ended: Set<String> = []
    /// Those that the newest instance let in.
    private var present: Set<String> = []
    private var calls = 0
    private var answers: Set<Int> = []

    init(_ judge: Judge) { self.judge = judge }

    // MARK: Hooks

    /// What the instance before it did not end, a crash has.
    func woke() { present = [] }

    func connected(_ id: String) {
        judge.check(connections.insert(id).inserted) { "onConnect ran twice for one connection" }
        present.insert(id)
    }

    func disconnected(_ id: String) {
        judge.check(connections.contains(id)) { "onDisconnect ran for a connection that never was" }
        judge.check(ended.insert(id).inserted) { "onDisconnect ran twice for one connection" }
        present.remove(id)
    }

    /// The host has gone down in order.
    func close() {
        judge.check(present.isEmpty) { "onDisconnect did not run for \(present.count) connections" }
    }

    // MARK: Calls

    func called() { calls += 1 }

    func answered(_ number: Int) {
        judge.check(answers.insert(number).inserted) { "two calls were both the one to pass as number \(number)" }
    }

    /// - Parameter passed: What the actor counts at the end.
    func compare(passed: Int) {
        judge.check(passed >= answers.max() ?? 0) { "\(answers.max() ?? 0) passed, and the actor counts \(passed)" }
        judge.check(passed <= calls) { "\(calls) calls were made, and the actor counts \(passed)" }
    }
}
