import Glibc
import Logging
import NIOCore

/// What the port does when the machine gives it no more connections, above all when all descriptors are in use: it takes
/// none for a moment and tries again, while those who are here go on. Who knocks waits in the kernel's queue.
///
/// The port has to stop reading for that. As long as it reads, the kernel says at every turn that somebody knocks.
final class AcceptPause: ChannelInboundHandler {
    typealias InboundIn = Channel

    private static let pause = TimeAmount.milliseconds(250)
    /// The log hears of it no more often than this.
    private static let quiet = TimeAmount.seconds(60)

    private let logger: Logger
    private var quietUntil = NIODeadline.distantPast

    init(logger: Logger) { self.logger = logger }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let code = (error as? IOError)?.errnoCode, [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(code) else {
            return context.fireErrorCaught(error)
        }
        tell(code, at: context.eventLoop.now)
        let port = context.channel
        port.setOption(.autoRead, value: false)
            .flatMap { port.eventLoop.scheduleTask(in: Self.pause) {}.futureResult }
            .flatMap { port.setOption(.autoRead, value: true) }
            // It fails when the port is closed meanwhile, and then there is nothing more to take.
            .whenComplete { _ in }
    }

    private func tell(_ code: Int32, at now: NIODeadline) {
        guard now >= quietUntil else { return }
        quietUntil = now + Self.quiet
        logger.error("no new connections for a moment", metadata: ["why": "\(Self.sentence(for: code))"])
    }

    private static func sentence(for code: Int32) -> String {
        switch code {
        case EMFILE: "this process has as many files and connections open as it may; `ulimit -n` says how many"
        case ENFILE: "the machine has as many files and connections open as it can"
        default: String(cString: strerror(code))
        }
    }
}
