import NIOCore

/// What the roster asks of an open connection, on its event loop.
protocol RosterEntry: AnyObject {
    /// Comes once in every ping interval.
    func beat(_ beat: Beat)
    /// The server is going away.
    func goAway()
}

/// One turn of the clock, the same for every connection that it concerns.
struct Beat {
    let number: UInt64
    let time: NIODeadline
    /// A ping frame whose payload is the number.
    let ping: ByteBuffer

    init(number: UInt64, time: NIODeadline) {
        self.number = number
        self.time = time
        var ping = ByteBuffer()
        ping.writeFrame(.ping, Self.payload(number))
        self.ping = ping
    }

    static func payload(_ number: UInt64) -> [UInt8] {
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
    private var slotOfNext = 0
    private var beats: UInt64 = 0
    private var step = TimeAmount.seconds(1)
    private var timer: Scheduled<Void>?

    init(eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    var now: NIODeadline { eventLoop.now }

    var count: Int { slots.reduce(0) { $0 + $1.count } }

    /// Begins the visits.
    func start(interval: TimeAmount) {
        step = .nanoseconds(max(1, interval.nanoseconds / Int64(Self.slotCount)))
        scheduleVisit()
    }

    func stop() {
        timer?.cancel()
        timer = nil
    }

    /// - Returns: where the entry is, for its removal.
    func add(_ entry: some RosterEntry) -> Int {
        slotOfNext = (slotOfNext + 1) % Self.slotCount
        slots[slotOfNext][ObjectIdentifier(entry)] = entry
        return slotOfNext
    }

    func remove(_ entry: some RosterEntry, from slot: Int) {
        slots[slot][ObjectIdentifier(entry)] = nil
    }

    /// Tells every connection that the server is going away.
    func goAway() {
        for slot in slots {
            for entry in slot.values { entry.goAway() }
        }
    }

    private func scheduleVisit() {
        timer = eventLoop.assumeIsolated().scheduleTask(in: step) { [weak self] in
            self?.visitNext()
            self?.scheduleVisit()
        }
    }

    private func visitNext() {
        beats &+= 1
        let beat = Beat(number: beats, time: eventLoop.now)
        for entry in slots[Int(beats % UInt64(Self.slotCount))].values { entry.beat(beat) }
    }
}
