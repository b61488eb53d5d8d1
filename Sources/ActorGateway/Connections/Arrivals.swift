import ActorRuntime
import NIOCore

/// What the connections of an event loop have read in this round of it, in the order in which it was read.
///
/// The actors get it when all sockets of the round have been read. Given to them at once, the first message would start
/// a commit and a broadcast of its own, while those that came with it wait for the next.
final class Arrivals {
    private let eventLoop: any EventLoop
    private let breather: Breather
    private var waiting = Refilled<(connection: ClientConnection, frames: [IncomingFrame])>()
    /// The actors that got something while they waited for it.
    private var woken = Refilled<(actor: WokenActor, runsHere: Bool)>()
    private var isEndPlanned = false
    private var busyPoll = BusyPoll()

    init(eventLoop: any EventLoop, breather: Breather) {
        self.eventLoop = eventLoop
        self.breather = breather
    }

    func add(_ frames: [IncomingFrame], from connection: ClientConnection) {
        planEnd()
        waiting.elements.append((connection, frames))
    }

    /// Lets an actor run at the end of the round.
    ///
    /// - Parameter runsHere: On this thread if it has little to do: what a client says is then answered without that
    ///   another thread has to wake up.
    func add(_ actor: WokenActor, runsHere: Bool) {
        planEnd()
        woken.elements.append((actor, runsHere))
    }

    /// Gives the actors what has been read. A connection that ends calls it before it says so.
    func handOver() {
        let arrived = waiting.take()
        for (connection, frames) in arrived { connection.handOver(frames) }
        waiting.giveBack(consume arrived)
    }

    private func planEnd() {
        guard !isEndPlanned else { return }
        isEndPlanned = true
        eventLoop.assumeIsolated().execute { self.endRound() }
    }

    private func endRound() {
        let only = waiting.elements.count == 1 ? waiting.elements.first?.connection : nil
        busyPoll.noteArrival(from: only?.gate.freeSocket ?? SocketGate.noSocket)
        handOver()
        isEndPlanned = false
        let actors = woken.take()
        for (actor, runsHere) in actors {
            if runsHere { actor.runHere() } else { actor.run() }
        }
        woken.giveBack(consume actors)
        // Behind what the actors have handed to this loop.
        eventLoop.assumeIsolated().execute {
            if !self.isEndPlanned, !self.breather.hasWork { self.busyPoll.noteAnswer() }
        }
    }
}

/// An array that is filled and taken in each round, by turns in the memory of two.
private struct Refilled<Element> {
    var elements: [Element] = []
    private var spare: [Element] = []

    mutating func take() -> [Element] {
        let taken = elements
        elements = spare
        spare = []
        return taken
    }

    mutating func giveBack(_ taken: consuming [Element]) {
        taken.removeAll(keepingCapacity: true)
        spare = taken
    }
}
