import NIOCore

/// What the connections of one event loop share.
final class LoopServices {
    /// What they share with those of other loops.
    let shared: ConnectionServices
    let roster: LoopRoster
    let receiveBuffer: ReceiveBuffer
    let arrivals: Arrivals
    let watch: LoopWatch
    let breather: Breather
    var speakers = Speakers()
    /// The connections that wait to be told that there is no room for them.
    var refused = 0

    init(eventLoop: any EventLoop, shared: ConnectionServices) {
        self.shared = shared
        roster = LoopRoster(eventLoop: eventLoop)
        receiveBuffer = ReceiveBuffer(eventLoop: eventLoop)
        watch = LoopWatch(eventLoop: eventLoop)
        breather = Breather(eventLoop: eventLoop)
        arrivals = Arrivals(eventLoop: eventLoop, breather: breather)
    }
}
