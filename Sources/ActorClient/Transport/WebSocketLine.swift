import ActorWire
import NIOCore
import NIOWebSocket
import Synchronization

/// One attempt to connect by WebSocket and the connection that comes of it.
final class WebSocketLine: ClientLine {
    private struct State {
        var channel: (any Channel)?
        var hasEnded = false
    }

    /// How long the server may take to confirm a close.
    private static let closeTimeout = TimeAmount.seconds(1)

    private let loop: any EventLoop
    private let report: @Sendable (LineReport) -> Void
    private let state = Mutex(State())
    /// Succeeds when the socket is closed, or when it is clear that there will be none.
    private let isGone: EventLoopPromise<Void>

    init(on loop: any EventLoop, report: @escaping @Sendable (LineReport) -> Void) {
        self.loop = loop
        self.report = report
        isGone = loop.makePromise()
    }

    /// Takes the socket of a connection. Returns false when the attempt was given up meanwhile.
    func adopt(_ channel: any Channel) -> Bool {
        let isWanted = state.withLock { state in
            if !state.hasEnded { state.channel = channel }
            return !state.hasEnded
        }
        if isWanted { channel.closeFuture.cascade(to: isGone) }
        return isWanted
    }

    func tell(_ report: LineReport) {
        guard !state.withLock(\.hasEnded) else { return }
        self.report(report)
    }

    /// Says why the connection is over, the first time, and breaks off what is left of it.
    func end(_ why: Interruption) {
        if finish() { report(.ended(why)) }
        breakOff()
    }

    /// Says why the connection is over, and closes it in order (RFC 6455 section 7.1.2).
    func end(_ why: Interruption, closing reason: CloseReason) {
        guard finish() else { return }
        report(.ended(why))
        close(reason)
    }

    /// The server has closed the connection, or confirms a close.
    func closed(by reason: CloseReason) {
        guard finish() else { return breakOff() }
        report(.ended(.closed(reason)))
        // 1005 stands for a close without a code and is never sent (RFC 6455 section 7.4.1).
        close(reason.code == 1005 ? .normal() : CloseReason(code: reason.code, reason: ""))
    }

    func send(_ frame: [UInt8]) { write(.text, ByteBuffer(bytes: frame)) }

    func ping(_ number: UInt64) { write(.ping, ByteBuffer(integer: number)) }

    func hangUp(_ reason: CloseReason?) {
        guard finish() else { return }
        report(.ended(.closed(reason ?? .abnormal)))
        if let reason { close(reason) } else { breakOff() }
    }

    func ended() async { try? await isGone.futureResult.get() }

    private func finish() -> Bool {
        state.withLock { state in
            defer { state.hasEnded = true }
            return !state.hasEnded
        }
    }

    private func close(_ reason: CloseReason) {
        guard let channel = state.withLock(\.channel) else { return isGone.succeed() }
        var payload = ByteBuffer(integer: reason.code)
        payload.writeString(reason.reason)
        write(.connectionClose, payload)
        let timeout = loop.scheduleTask(in: Self.closeTimeout) { channel.close(promise: nil) }
        channel.closeFuture.whenComplete { _ in timeout.cancel() }
    }

    private func breakOff() {
        guard let channel = state.withLock(\.channel) else { return isGone.succeed() }
        channel.close(promise: nil)
    }

    private func write(_ opcode: WebSocketOpcode, _ payload: ByteBuffer) {
        guard let channel = state.withLock(\.channel) else { return }
        let frame = WebSocketFrame(fin: true, opcode: opcode, maskKey: .random(), data: payload)
        // Also on the loop itself: a write from here must not overtake one that another thread has handed over.
        loop.execute { channel.writeAndFlush(frame, promise: nil) }
    }
}
