import Glibc
import NIOCore
import NIOPosix

/// Lets an event loop look at its sockets in the midst of a long work, and then go on.
///
/// NIO runs all tasks that are ready, and what these add, before it looks at sockets again. So the rest of the work
/// does not wait as a task but for a pipe, which is found readable together with the sockets that are ready by then.
final class Breather: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let eventLoop: any EventLoop
    private var waiting: [() -> Void] = []
    private var channel: (any Channel)?
    private var writeEnd: CInt = -1

    init(eventLoop: any EventLoop) { self.eventLoop = eventLoop }

    deinit { closeWriteEnd() }

    /// Opens the pipe, on the event loop. Until then, and when there can be none, work goes on without a look.
    func open() -> EventLoopFuture<Void> {
        var ends: [CInt] = [-1, -1]
        guard let bootstrap = NIOPipeBootstrap(validatingGroup: eventLoop), pipe(&ends) == 0 else {
            return eventLoop.makeSucceededVoidFuture()
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
        writeEnd = ends[1]
        let handler = NIOLoopBound(self, eventLoop: eventLoop)
        return
            bootstrap
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(handler.value) }
            }
            .takingOwnershipOfDescriptor(input: ends[0])
            .map { _ in }
    }

    /// Closes the pipe, on the event loop.
    func close() { channel?.close(promise: nil) }

    /// Whether there is work to go on with.
    var hasWork: Bool { !waiting.isEmpty }

    /// Goes on with the work when the sockets that are ready have been read.
    func goOn(_ work: @escaping () -> Void) {
        waiting.append(work)
        guard waiting.count == 1 else { return }
        // One byte at a time is in the pipe, so there is room for it.
        if channel == nil || Glibc.write(writeEnd, [0], 1) != 1 { runLater() }
    }

    func handlerAdded(context: ChannelHandlerContext) { channel = context.channel }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) { runLater() }

    func channelInactive(context: ChannelHandlerContext) {
        channel = nil
        closeWriteEnd()
        if !waiting.isEmpty { runLater() }
    }

    /// As a task: behind all sockets of the round, and what they brought.
    private func runLater() {
        eventLoop.assumeIsolated().execute {
            let works = self.waiting
            self.waiting = []
            for work in works { work() }
        }
    }

    private func closeWriteEnd() {
        if writeEnd >= 0 { _ = Glibc.close(writeEnd) }
        writeEnd = -1
    }
}
