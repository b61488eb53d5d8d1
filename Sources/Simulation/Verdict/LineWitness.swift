import ActorWire
import ParlorRooms

/// Watches what goes over one line, and whether the host keeps on it what it promises to every connection.
// Sendable: see RunQueue.
final class LineWitness: @unchecked Sendable {
    private let judge: Judge
    private let queue: QueueWitness
    private let person: String
    private let line: Int
    private let began: Duration
    private var unanswered: [(id: UInt64, bytes: Int)] = []
    /// Subscriptions have no answer, and may wait with the calls.
    private var subscriptions = QueueWitness.Waiting(messages: 0, bytes: 0)
    private var newest: UInt64?
    /// Who is in the room, as far as joins and leaves have told.
    private var present: [MemberID: Bool] = [:]
    private var table: TableWitness

    init(
        _ judge: Judge, _ scorer: Scorer, queue: QueueWitness, person: String, line: Int, began: Duration
    ) {
        self.judge = judge
        self.queue = queue
        self.person = person
        self.line = line
        self.began = began
        table = TableWitness(judge, scorer, line: "\(person)'s line \(line)")
    }

    /// What may be left out for a slow reader may be left out from now on.
    func readsSlowly() { table.mayMissFrames = true }

    /// What the client sent.
    func sent(_ frame: [UInt8]) {
        queue.sent(frame.count)
        switch try? ToServer(json: frame) {
        case .actionRequest(let id, _, _): unanswered.append((id, frame.count))
        case .subscriptionRequest:
            subscriptions.messages += 1
            subscriptions.bytes += frame.count
        case nil: break
        }
    }

    /// What arrived at the client.
    func received(_ frame: [UInt8]) {
        guard let message = try? ToClient(json: frame) else {
            return judge.check(false) { "the host sent \(person) what is no message" }
        }
        switch message {
        case .initialized: judge.entered(person, line: line, began: began)
        case .error(let error, let id?) where error.name == "actor.overloaded": refused(id)
        case .actionResponse(let id, _), .error(_, let id?): answered(id)
        case .error(_, nil): break
        case .event("newMessage", let arguments): if let seq = arguments.first?["seq"]?.uint64 { told(seq) }
        case .event("memberJoined", let arguments): member(arguments, isPresent: true)
        case .event("memberLeft", let arguments): member(arguments, isPresent: false)
        case .event("view", let arguments):
            if let view = try? arguments.first?.decode(MatchView.self) { table.told(view) }
        case .event("frame", let arguments):
            if let frame = try? arguments.first?.decode(MatchFrame.self) { table.told(frame) }
        case .event: break
        }
    }

    private func answered(_ id: UInt64) {
        let expected = unanswered.isEmpty ? nil : unanswered.removeFirst().id
        judge.check(id == expected) {
            "\(person)'s line \(line) got the answer to call \(id) before the one to call \(expected.map(String.init) ?? "none")"
        }
    }

    /// The mailbox was full. Such an answer overtakes those to the calls that wait.
    private func refused(_ id: UInt64) {
        guard let index = unanswered.firstIndex(where: { $0.id == id }) else {
            return judge.check(false) { "\(person)'s line \(line) got a second answer to call \(id)" }
        }
        let call = unanswered.remove(at: index)
        var waiting = subscriptions
        waiting.messages += index
        waiting.bytes += unanswered[..<index].reduce(0) { $0 + $1.bytes }
        queue.refused(call.bytes, behind: waiting)
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
