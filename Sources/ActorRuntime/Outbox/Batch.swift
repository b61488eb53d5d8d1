import ActorDefinition
import ActorWire

/// What an actor did in one go: what is to become durable, and what leaves the actor once it is.
struct Batch: Sendable {
    var state: [UInt8]?
    var entries: [JournalEntry] = []
    var schedules: [ScheduleChange] = []
    var destroys = false
    /// The messages that it came of.
    var messages = 0

    /// What leaves, by the number of the actor's outlet.
    private(set) var parcels: [Parcel] = []
    /// The actions that are answered by what leaves: who hears of it if it cannot be saved.
    private(set) var answers: [Answer] = []
    /// The calls that are answered directly.
    private(set) var replies: [(reply: Reply, result: Result<EncodedValue, WireError>)] = []
    /// Roughly how much memory of what leaves it holds, and of the entries and schedules of batches that were added.
    private var otherBytes = 0

    /// Roughly how much memory it holds, if it was made of others.
    var bytes: Int { otherBytes + (state?.count ?? 0) }

    struct Parcel: Sendable {
        let fanOut: any FanOut
        var deliveries: [Delivery] = []
    }

    struct Answer: Sendable {
        let outlet: Int
        let link: any Link
        let action: UInt64
    }

    var changesSomething: Bool {
        destroys || state != nil || !entries.isEmpty || !schedules.isEmpty
    }

    var isEmpty: Bool { !changesSomething && replies.isEmpty && parcels.allSatisfy { $0.deliveries.isEmpty } }
}

extension Batch {
    mutating func append(_ delivery: Delivery, to outlet: Int, of fanOuts: [any FanOut]) {
        while parcels.count <= outlet { parcels.append(Parcel(fanOut: fanOuts[parcels.count])) }
        parcels[outlet].deliveries.append(delivery)
        otherBytes += delivery.bytes
    }

    mutating func append(_ answer: Answer) { answers.append(answer) }

    mutating func append(_ reply: Reply, _ result: Result<EncodedValue, WireError>) {
        replies.append((reply, result))
        otherBytes += 64 + ((try? result.get())?.json.count ?? 0)
    }

    /// Adds what was done after it.
    mutating func append(_ later: Batch) {
        state = later.state ?? state
        entries += later.entries
        schedules += later.schedules
        destroys = destroys || later.destroys
        messages += later.messages
        for (outlet, parcel) in later.parcels.enumerated() {
            if outlet < parcels.count {
                parcels[outlet].deliveries += parcel.deliveries
            } else {
                parcels.append(parcel)
            }
        }
        answers += later.answers
        replies += later.replies
        otherBytes += later.otherBytes + later.entries.reduce(0) { $0 + $1.bytes } + later.schedules.count * 256
    }

    /// Lets everything out. Called when it is durable.
    func release() {
        for parcel in parcels where !parcel.deliveries.isEmpty { parcel.fanOut.deliver(parcel.deliveries) }
        for (reply, result) in replies { reply.resume(returning: result) }
    }
}

extension JournalEntry {
    fileprivate var bytes: Int { payload.count + (text?.utf8.count ?? 0) + (clientID?.utf8.count ?? 0) + 64 }
}

extension Delivery {
    fileprivate var bytes: Int {
        switch self {
        case .send(_, let frame), .broadcast(_, let frame, _): frame.json.count + 64
        case .join, .subscribe, .unsubscribe, .close: 64
        }
    }
}
