import ActorTesting
import ActorWire
import ParlorRooms

/// Knows what the host has acknowledged, and says what it broke. The first violation counts.
// Sendable: see RunQueue.
final class Judge: @unchecked Sendable {
    private let world: World
    private(set) var violation: String?
    /// Whether the time of day was set, so that nobody knows when a ban with an end will end.
    var isClockSet = false

    /// Every message that anybody was told of, by its number.
    private(set) var messages: [UInt64: Message] = [:]
    /// Their numbers, by their texts: nobody says the same twice.
    private var numbers: [String: UInt64] = [:]
    /// The posts of each person that were answered at the first attempt: their turns and numbers.
    private var turns: [String: [(turn: Int, seq: UInt64)]] = [:]
    /// Every act that was answered, by its number.
    private(set) var acts: [UInt64: Act] = [:]
    /// Who was banned for good, since when, and not pardoned.
    private var barred: [String: Duration] = [:]

    init(_ world: World) { self.world = world }

    func check(_ isKept: Bool, _ violation: () -> String) {
        guard !isKept, self.violation == nil else { return }
        let sentence = violation()
        self.violation = sentence
        world.note("judge", sentence)
    }

    // MARK: Messages

    /// A message left the room, as an event, an answer or a page of history.
    func told(_ message: Message, to person: String) {
        if let before = messages[message.seq] {
            check(before == message) {
                "message \(message.seq) was \(before.id) by \(before.author), and is \(message.id) by \(message.author)"
                    + " to \(person)"
            }
        }
        messages[message.seq] = message
        if let number = numbers[message.text] {
            check(number == message.seq) {
                "\(message.text.prefix(10)) was said twice, as \(number) and as \(message.seq)"
            }
        }
        numbers[message.text] = message.seq
    }

    /// A post was answered.
    ///
    /// - Parameter turn: Orders the attempts of one person; nil for one that was not the first for its message.
    func acknowledged(_ message: Message, to person: String, turn: Int?) {
        told(message, to: person)
        guard let turn else { return }
        for other in turns[person] ?? [] {
            check((other.turn < turn) == (other.seq < message.seq)) {
                "\(person) sent two posts that became \(min(message.seq, other.seq)) and \(max(message.seq, other.seq))"
                    + " in the other order"
            }
        }
        turns[person, default: []].append((turn, message.seq))
    }

    /// Compares a whole history with what was told.
    func compare(history: [Message], of place: String) {
        for (index, message) in history.enumerated() {
            check(message.seq == UInt64(index + 1)) { "\(place) has message \(message.seq) at place \(index + 1)" }
            told(message, to: place)
        }
        let last = messages.keys.max() ?? 0
        check(history.count >= last) {
            "\(place) ends with message \(history.count), though message \(last) was told"
        }
    }

    // MARK: Acts

    func acted(_ act: Act) {
        check(acts[act.seq].map { $0 == act } ?? true) { "act \(act.seq) was another one before" }
        acts[act.seq] = act
        if act.kind == .ban, act.until == nil { barred[act.target] = world.now }
    }

    /// Somebody asks that a ban be lifted, or for one that ends by itself.
    func pardons(_ name: String) { barred[name] = nil }

    /// The host let somebody in.
    func entered(_ person: String, line: Int, began: Duration) {
        guard let since = barred[person] else { return }
        check(began < since) { "\(person) came in by line \(line), though banned" }
    }

    /// Compares the audit log with the acts that were answered, and what it says with the bans and roles in force.
    func compare(audit: [Act], bans: [Ban], roles: [String: Role]) {
        for (index, act) in audit.enumerated() {
            check(act.seq == UInt64(index + 1)) { "the audit log has act \(act.seq) at place \(index + 1)" }
            acted(act)
        }
        let last = acts.keys.max() ?? 0
        check(audit.count >= last) { "the audit log ends with act \(audit.count), though act \(last) was answered" }
        let standing = Standing(after: audit)
        let names = Set(bans.compactMap(\.name))
        for (name, until) in standing.banned {
            let mayBeOver = until.map { isClockSet || $0 <= world.clock.now } ?? false
            check(names.contains(name) || mayBeOver) {
                "\(name) was banned, and the room has forgotten it"
            }
        }
        for name in names.sorted() {
            check(standing.banned.keys.contains(name)) { "\(name) is banned, though nobody banned them" }
        }
        for (name, role) in roles.sorted(by: { $0.key < $1.key }) {
            guard let expected = standing.roles[name] else { continue }
            check(role == expected) { "\(name) is \(role.rawValue), though the audit log says \(expected.rawValue)" }
        }
    }
}

/// Who is banned and who is what, as an audit log tells it.
private struct Standing {
    /// With the end of the ban; nil for none.
    var banned: [String: Timestamp?] = [:]
    var roles: [String: Role] = [:]

    init(after audit: [Act]) {
        for act in audit {
            switch act.kind {
            case .ban:
                banned[act.target] = .some(act.until)
                if roles[act.target] == .op { roles[act.target] = .member }
            case .unban: banned[act.target] = nil
            case .op: roles[act.target] = .op
            case .deop: roles[act.target] = .member
            default: break
            }
        }
    }
}
