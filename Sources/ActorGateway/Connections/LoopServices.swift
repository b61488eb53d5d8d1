import NIOCore

/// What the connections of one event loop share.
final class LoopServices {
    let roster: LoopRoster
    let receiveBuffer: ReceiveBuffer
    let arrivals: Arrivals

    init(eventLoop: any EventLoop) {
        roster = LoopRoster(eventLoop: eventLoop)
        receiveBuffer = ReceiveBuffer(eventLoop: eventLoop)
        arrivals = Arrivals(eventLoop: eventLoop)
    }
}
