import ActorWire

/// Makes the mistakes that are made between a client and its line, when a simulation is to make one.
// Sendable: see RunQueue.
final class Tamper: @unchecked Sendable {
    private let mistake: Mistake?
    private var lines: [String: Int] = [:]
    private var sent: [String: [UInt64: Int]] = [:]
    private var kept: [Int: [UInt8]] = [:]

    init(_ mistake: Mistake?) { self.mistake = mistake }

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
