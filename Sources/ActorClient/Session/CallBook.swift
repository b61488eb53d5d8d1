/// The calls without a reply: first those on the line, then those that wait for their turn, both in the order in which
/// they were made.
struct CallBook: Sendable {
    private let queueLimit: ClientConfiguration.Allowance
    private let flightLimit: ClientConfiguration.Allowance
    private var queued: [Call] = []
    private var sent: [Call] = []
    private var queuedBytes = 0
    private var sentBytes = 0

    init(queue: ClientConfiguration.Allowance, inFlight: ClientConfiguration.Allowance) {
        queueLimit = queue
        flightLimit = inFlight
    }

    var earliestDeadline: Duration? {
        [sent, queued].compactMap { $0.lazy.map(\.deadline).min() }.min()
    }

    mutating func add(_ call: Call) throws(ClientError) {
        guard queued.count < queueLimit.count, queuedBytes + call.frame.count <= queueLimit.bytes else {
            throw .queueFull
        }
        queued.append(call)
        queuedBytes += call.frame.count
    }

    /// Takes the next call to be sent, unless too much is on the line already.
    mutating func sendNext() -> Call? {
        guard let call = queued.first, sent.count < flightLimit.count,
            sent.isEmpty || sentBytes + call.frame.count <= flightLimit.bytes
        else { return nil }
        queued.removeFirst()
        queuedBytes -= call.frame.count
        sent.append(call)
        sentBytes += call.frame.count
        return call
    }

    /// Forgets a call. Returns false when there is none of this id.
    mutating func remove(_ id: UInt64) -> Bool {
        if let index = sent.firstIndex(where: { $0.id == id }) {
            sentBytes -= sent.remove(at: index).frame.count
        } else if let index = queued.firstIndex(where: { $0.id == id }) {
            queuedBytes -= queued.remove(at: index).frame.count
        } else {
            return false
        }
        return true
    }

    /// Forgets the calls whose callers have stopped waiting.
    mutating func removeOverdue(at now: Duration) -> [(id: UInt64, wasSent: Bool)] {
        let overdue =
            sent.filter { $0.deadline <= now }.map { (id: $0.id, wasSent: true) }
            + queued.filter { $0.deadline <= now }.map { (id: $0.id, wasSent: false) }
        for call in overdue { _ = remove(call.id) }
        return overdue
    }

    /// Takes back what was on the line: idempotent calls wait again, at the front. The others are forgotten and
    /// returned: whether they ran is unknown.
    mutating func loseConnection() -> [Call] {
        let lost = sent.filter { !$0.isIdempotent }
        queued.insert(contentsOf: sent.filter(\.isIdempotent), at: 0)
        queuedBytes = queued.reduce(0) { $0 + $1.frame.count }
        sent = []
        sentBytes = 0
        return lost
    }

    mutating func removeAll() -> (sent: [Call], queued: [Call]) {
        defer { self = CallBook(queue: queueLimit, inFlight: flightLimit) }
        return (sent, queued)
    }
}
