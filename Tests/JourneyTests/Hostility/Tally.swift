import Synchronization

/// What came of all attacks, by their names.
final class Tally: Sendable {
    struct Account: Sendable {
        var strikes = 0
        var longest = Duration.zero
        /// How often the host refused or bounded it, by how it did.
        var held: [String: Int] = [:]
        /// How often it did not, by what it did.
        var gotThrough: [String: Int] = [:]
    }

    private let accounts = Mutex<[String: Account]>([:])

    subscript(name: String) -> Account { accounts.withLock { $0[name] ?? Account() } }
    var strikes: Int { accounts.withLock { $0.values.reduce(0) { $0 + $1.strikes } } }
    var refusals: Int { accounts.withLock { $0.values.reduce(0) { $0 + $1.held.values.reduce(0, +) } } }

    func record(_ verdicts: [Verdict], of attack: Attack, took time: Duration) {
        accounts.withLock { accounts in
            var account = accounts[attack.name] ?? Account()
            account.strikes += 1
            account.longest = max(account.longest, time)
            for verdict in verdicts {
                switch verdict {
                case .held(let how): account.held[how, default: 0] += 1
                case .gotThrough(let how): account.gotThrough[how, default: 0] += 1
                }
            }
            accounts[attack.name] = account
        }
    }

    /// A line for each attack.
    var report: String {
        Attack.all.map { attack in
            let account = self[attack.name]
            let held = account.held.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) × \($0.key)" }
            let through = account.gotThrough.map { "NOT HELD \($0.value) × \($0.key)" }
            let time = Int(account.longest / .milliseconds(1))
            return "  \(attack.name), \(account.strikes)×, \(time) ms at most: "
                + (held + through).joined(separator: ", ")
        }.joined(separator: "\n")
    }
}
