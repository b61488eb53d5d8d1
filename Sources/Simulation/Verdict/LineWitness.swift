import ActorWire
import ParlorRooms

/// Watches what goes over one line, and whether the host keeps on it what it promises to every connection.
// Sendable: see RunQueue.
final class LineWitness: @unchecked Sendable {
    private let judge: Judge
    private let person: String
    private let line: Int
    private let began: Duration
    private var unanswered: [UInt64] = []
    private var newest: UInt64?
    /// Who is in the room, as far as joins and leaves have told.
    private var present: [MemberID: Bool] = [:]

    init(_ judge: Judge, person: String, line: Int, began: Duration) {
        self.judge = judge
        self.person = person
        self.line = line
        self.began = began
    }

    /// What the client sent.
    func sent(_ frame: [UInt8]) {
        if case .actionRequest(let id, _, _) = try? ToServer(json: frame) { unanswered.append(id) }
    }

    /// What arrived at the client.
    func received(_ frame: [UInt8]) {
        guard let message = try? ToClient(json: frame) else {
            return judge.check(false) { "the host sent \(person) what is no message" }
        }
        switch message {
        case .initialized: judge.entered(person, line: line, began: began)
        case .actionResponse(let id, _), .error(_, let id?): answered(id)
        case .error(_, nil): break
        case .event("newMessage", let arguments): if let seq = arguments.first?["seq"]?.uint64 { told(seq) }
        case .event("memberJoined", let arguments): member(arguments, isPresent: true)
        case .event("memberLeft", let arguments): member(arguments, isPresent: false)
        case .event: break
        }
    }

    private func answered(_ id: UInt64) {
        let expected = unanswered.isEmpty ? nil : unanswered.removeFirst()
        judge.check(id == expected) {
            "\(person)'s line \(line) got the answer to call \(id) before the one to call \(expected.map(String.init) ?? "none")"
        }
    }

    private func told(_ seq: UInt64) {
        if let newest {
            judge.check(seq == newest + 1) { "\(person)'s line \(line) brought message \(seq) after message \(newest)" }
        }
        newest = seq
    }

    private func member(_ arguments: [Value], isPresent: Bool) {
        guard let member = try? arguments.first?.decode(Member.self) else { return }
        judge.check(present[member.id] != isPresent) {
            "\(person) was told twice in a row that \(member.name) \(isPresent ? "came" : "left")"
        }
        present[member.id] = isPresent
    }
}
