import NIOCore

/// A connection that has to do something soon, or is dealt with.
protocol Watched: AnyObject {
    /// Comes in every interval of the watch while the watch has it.
    func look(at time: NIODeadline)
}

/// Looks after those connections of one event loop that have to do something soon: complete a request, read what waits
/// for them, or wait until they may send again.
///
/// One timer serves them all, and none runs while there is nobody to look after.
final class LoopWatch {
    static let interval = TimeAmount.milliseconds(250)

    private let eventLoop: any EventLoop
    private var watched: [ObjectIdentifier: any Watched] = [:]
    private var isScheduled = false

    init(eventLoop: any EventLoop) { self.eventLoop = eventLoop }

    func add(_ entry: some Watched) {
        watched[ObjectIdentifier(entry)] = entry
        if !isScheduled { schedule() }
    }

    func remove(_ entry: some Watched) {
        watched[ObjectIdentifier(entry)] = nil
        // Lets go of the memory of a rush.
        if watched.isEmpty { watched = [:] }
    }

    private func schedule() {
        isScheduled = true
        _ = eventLoop.assumeIsolated().scheduleTask(in: Self.interval) { [weak self] in self?.lookAtAll() }
    }

    private func lookAtAll() {
        isScheduled = false
        let now = eventLoop.now
        for entry in watched.values { entry.look(at: now) }
        if !watched.isEmpty { schedule() }
    }
}
