import Glibc
import NIOCore
import NIOPosix
import Testing

@testable import ActorGateway

/// A long work, and the sockets that become ready meanwhile.
@Suite(.timeLimit(.minutes(1))) struct BreatherTests {
    private let loop = MultiThreadedEventLoopGroup.singleton.next()

    /// Notes what happens, on the event loop.
    private final class Witness: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        var notes: [String] = []
        func channelRead(context: ChannelHandlerContext, data: NIOAny) { notes.append("a socket is read") }
    }

    @Test func socketsAreReadBeforeTheWorkGoesOn() async throws {
        #expect(try await notes(opens: true) == ["a socket is read", "the work goes on"])
    }

    @Test func withoutItsPipeTheWorkGoesOnAtOnce() async throws {
        #expect(try await notes(opens: false).first == "the work goes on")
    }

    private func notes(opens: Bool) async throws -> [String] {
        let breather = NIOLoopBoundBox.makeBoxSendingValue(Breather(eventLoop: loop), eventLoop: loop)
        let witness = NIOLoopBoundBox.makeBoxSendingValue(Witness(), eventLoop: loop)
        if opens { try await loop.flatSubmit { breather.value.open() }.get() }
        var ends: [CInt] = [-1, -1]
        try #require(pipe(&ends) == 0)
        let (readEnd, writeEnd) = (ends[0], ends[1])
        defer { close(writeEnd) }
        let channel = try await NIOPipeBootstrap(group: loop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(witness.value) }
            }
            .takingOwnershipOfDescriptor(input: readEnd).get()
        let done = loop.makePromise(of: Void.self)
        loop.execute {
            _ = write(writeEnd, [1], 1)
            breather.value.goOn {
                witness.value.notes.append("the work goes on")
                done.succeed()
            }
        }
        try await done.futureResult.get()
        try await channel.close().get()
        return try await loop.submit {
            breather.value.close()
            return witness.value.notes
        }.get()
    }
}
