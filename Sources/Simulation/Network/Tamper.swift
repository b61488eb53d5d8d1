import ActorWire

/// Makes the mistakes that are made between a client and its line, when a simulation is to make one.
// Sendable: see RunQueue.
final class Tamper: @unchecked Sendable {
    let mistake: Mistake?
    private var lines: [String: Int] = [:]
    private var sent: [String: [UInt64: Int]] = [:]
    private var kept: [Int: [UInt8]] = [:]
    /// The newest call of each person that may run once only, and its line.
    private var calls: [String: (line: Int, frame: [UInt8])] = [:]
    private var frames = 0

    init(_ mistake: Mistake?) { self.mistake = mistake }

    /// A call that a client makes again on a new line, before anything else.
    func again(of person: String, on line: Int, before frame: [UInt8]) -> [UInt8]? {
        guard mistake == .repeatedCall, case .actionRequest(_, "pass", _)? = try? ToServer(json: frame) else {
            return nil
        }
        let before = calls.updateValue((line, frame), forKey: person)
        return before.flatMap { $0.line == line ? nil : $0.frame }
    }

    /// Whether a message to a client is lost.
    func loses(_ text: [UInt8]) -> Bool {
        guard mistake == .lostFrame, case .event("frame", _)? = try? ToClient(json: text) else { return false }
        frames += 1
        return frames % 10 == 0
    }

    /// What goes over the line instead of a frame.
    func change(_ frame: [UInt8], of person: String, on line: Int) -> [[UInt8]] {
        guard let mistake, let message = try? ToServer(json: frame) else { return [frame] }
        switch (mistake, message) {
        case (.lostResubscription, .subscriptionRequest):
            let first = lines[person] ?? line
            lines[person] = first
            return first == line ? [frame] : []
        case (.resendWithNewID, .actionRequest(let id, "sendMessage", let arguments)):
            let first = sent[person]?[id] ?? line
            sent[person, default: [:]][id] = first
            guard first != line, let post = arguments.first?.object else { return [frame] }
            let other = post.map {
                $0.name == "id" ? Value.Member(name: "id", value: .string("again-\(line)-\(id)")) : $0
            }
            return [ToServer.actionRequest(id: id, name: "sendMessage", arguments: [.object(other)]).json()]
        case (.reorderedMailbox, .actionRequest(_, "sendMessage", _)):
            guard let before = kept.removeValue(forKey: line) else {
                kept[line] = frame
                return []
            }
            return [frame, before]
        default: return [frame]
        }
    }

    /// What was kept to follow a later frame that did not come.
    func takeKept(on line: Int) -> [UInt8]? { kept.removeValue(forKey: line) }

    var keepsFrames: Bool { mistake == .reorderedMailbox }
}
