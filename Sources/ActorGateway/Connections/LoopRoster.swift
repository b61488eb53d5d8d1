import NIOCore

/// What the roster asks of an open connection, on its event loop.
protocol RosterEntry: AnyObject {
    /// Comes once in every ping interval.
    func beat(_ beat: Beat)
    /// The server is going away: end soon.
    func goAway()
    /// The time for that is over.
    func closeNow()
}

/// One turn of the clock, the same for every connection that it concerns.
struct Beat {
    let number: UInt32
    let time: NIODeadline
    /// A ping frame whose payload is the number.
    let ping: ByteBuffer

    init(number: UInt32, time: NIODeadline) {
        self.number = number
        self.time = time
        var ping = ByteBuffer()
        ping.writeFrame(.ping, Self.payload(number))
        self.ping = ping
    }

    static func payload(_ number: UInt32) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
}

/// The open connections of one event loop, and the clock that visits each once in an interval.
///
/// The visits are spread over the interval, so that thousands of pings never leave at once. One timer serves them all.
final class LoopRoster {
    private static let slotCount = 16

    private let eventLoop: any EventLoop
    private var slots = [[ObjectIdentifier: any RosterEntry]](repeating: [:], count: slotCount)
    private(set) var count = 0
    private var slotOfNext = 0
    /// Counts the beats; there is one in each turn, at its beginning.
    private(set) var turn: UInt32 = 0
    private var step = TimeAmount.seconds(1)
    private var timer: Scheduled<Void>?
    private var emptied: EventLoopPromise<Void>?

    init(eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    var now: NIODeadline { eventLoop.now }

    /// Begins the visits.
    func start(interval: TimeAmount) {
        step = .nanoseconds(max(1, interval.nanoseconds / Int64(Self.slotCount)))
        scheduleVisit()
    }

    /// - Returns: where the entry is, for its removal.
    func add(_ entry: some RosterEntry) -> UInt8 {
        slotOfNext = (slotOfNext + 1) % Self.slotCount
        slots[slotOfNext][ObjectIdentifier(entry)] = entry
        count += 1
        return UInt8(slotOfNext)
    }

    func remove(_ entry: some RosterEntry, from slot: UInt8) {
        guard slots[Int(slot)].removeValue(forKey: ObjectIdentifier(entry)) != nil else { return }
        count -= 1
        if count == 0 { emptied?.succeed() }
    }

    /// Tells every connection that the server is going away, and closes those that are still there after the time.
    ///
    /// - Returns: when the last one is closed. The visits end as well.
    func goAway(within time: TimeAmount) -> EventLoopFuture<Void> {
        timer?.cancel()
        let emptied = eventLoop.makePromise(of: Void.self)
        self.emptied = emptied
        tellAll { $0.goAway() }
        if count == 0 { emptied.succeed() }
        let deadline = eventLoop.assumeIsolated().scheduleTask(in: time) { self.tellAll { $0.closeNow() } }
        emptied.futureResult.assumeIsolated().whenComplete { _ in deadline.cancel() }
        return emptied.futureResult
    }

    private func tellAll(_ message: (any RosterEntry) -> Void) {
        for slot in slots {
            for entry in slot.values { message(entry) }
        }
    }

    private func scheduleVisit() {
        timer = eventLoop.assumeIsolated().scheduleTask(in: step) { [weak self] in
            self?.visitNext()
            self?.scheduleVisit()
        }
    }

    /// A sixteenth of the interval has passed.
    func visitNext() {
        turn &+= 1
        let beat = Beat(number: turn, time: eventLoop.now)
        for entry in slots[Int(turn % UInt32(Self.slotCount))].values { entry.beat(beat) }
    }
}
