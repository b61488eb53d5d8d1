/// Whether the hooks of an actor come in pairs, and its calls run at most once.
// Sendable: see RunQueue.
final class Ledger: @unchecked Sendable {
    private let judge: Judge
    private var connections: Set<String> = []
    private var ended: Set<String> = []
    /// Those that the newest instance let in.
    private var present: Set<String> = []
    private var sold = 0
    /// The ticket that was told to be the one to pass as each number.
    private var answers: [Int: Int] = [:]
    /// The tickets of which somebody was told that they were not used.
    private var unused: Set<Int> = []

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

    /// A ticket for one call.
    func sell() -> Int {
        sold += 1
        return sold
    }

    func answered(_ ticket: Int, as number: Int) {
        let other = answers.updateValue(ticket, forKey: number)
        judge.check(other == nil) { "two calls were both the one to pass as number \(number)" }
    }

    /// Somebody was told that the call has not run.
    func refused(_ ticket: Int) { unused.insert(ticket) }

    /// - Parameter passed: The tickets that the actor has seen, in their order.
    func compare(passed: [Int]) {
        var used: Set<Int> = []
        for ticket in passed {
            judge.check(used.insert(ticket).inserted) { "call \(ticket) ran twice" }
            judge.check((1...max(sold, 1)).contains(ticket)) { "call \(ticket) ran, and nobody made it" }
            judge.check(!unused.contains(ticket)) { "call \(ticket) was refused, and ran nevertheless" }
        }
        for (number, ticket) in answers.sorted(by: { $0.key < $1.key }) {
            judge.check(number <= passed.count && passed[number - 1] == ticket) {
                "call \(ticket) passed as number \(number), and the actor does not know it"
            }
        }
    }
}
