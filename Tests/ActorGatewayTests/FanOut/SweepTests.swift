import ActorDefinition
import ActorRuntime
import ActorWire
import Logging
import NIOCore
import NIOEmbedded
import Testing

@testable import ActorGateway

/// A broadcast to so many that it is written in parts, between which members leave.
@Suite struct SweepTests {
    private let loop = EmbeddedEventLoop()
    private let room = TestRoom()
    private let gateway: Gateway

    init() {
        var configuration = GatewayConfiguration.calm
        configuration.eventLoopGroup = loop
        gateway = Gateway(
            backend: room, configuration: configuration,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        gateway.isReady = true
    }

    private func enter(_ count: Int) throws -> [EmbeddedChannel] {
        let subscription = #"{"body":{"tag":"SubscriptionRequest","val":{"eventName":"said","subscribe":true}}}"#
        var channels: [EmbeddedChannel] = []
        for port in 1...count {
            let channel = EmbeddedChannel(loop: loop)
            try gateway.setUp(channel)
            try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: port)).wait()
            try channel.writeInbound(ByteBuffer(string: TestClient.upgrade))
            try channel.writeInbound(ByteBuffer(bytes: clientFrame(1, Array(subscription.utf8))))
            channels.append(channel)
        }
        loop.run()
        for channel in channels { _ = try written(to: channel) }
        return channels
    }

    private func event(_ number: Int) -> Delivery {
        .broadcast(
            event: "said", EncodedFrame(.event(name: "said", arguments: [.int(Int64(number))])), except: nil)
    }

    /// The numbers of the events that were written since the last time.
    private func written(to channel: EmbeddedChannel) throws -> [Int] {
        var text = ""
        while let buffer = try channel.readOutbound(as: ByteBuffer.self) {
            text += String(decoding: buffer.readableBytesView, as: UTF8.self)
        }
        return text.split(separator: #""args":["#).dropFirst().compactMap { Int($0.prefix { $0 != "]" }) }
    }

    /// Of the first part, of the second, and the last, who keeps nobody's place; then several, whom the last must not
    /// follow from place to place.
    @Test(arguments: [[0], [70], [99], [0, 99], [99, 70, 0]]) func whoLeavesMeanwhileTakesNobodysTurn(
        leavers: [Int]
    ) throws {
        let channels = try enter(100)
        room.deliver([event(1)])
        // Comes between the first part and the second.
        var between: [[Int]?] = []
        loop.assumeIsolated().execute {
            between = [63, 64].map { try? written(to: channels[$0]) }
            for leaver in leavers { channels[leaver].pipeline.fireChannelInactive() }
            room.deliver([event(2)])
        }
        loop.run()
        #expect(between == [[1], []])
        let isThere = Set(channels.indices).subtracting(leavers)
        for (number, channel) in channels.enumerated() where number != 63 {
            let expected = isThere.contains(number) ? [1, 2] : number < 64 ? [1] : []
            #expect(try written(to: channel) == expected, "member \(number)")
        }
        #expect(try written(to: channels[63]) == [2])

        // Whoever has come to another place is found there.
        for number in isThere where number > 90 { channels[number].pipeline.fireChannelInactive() }
        room.deliver([event(3)])
        loop.run()
        for (number, channel) in channels.enumerated() {
            #expect(try written(to: channel) == (isThere.contains(number) && number <= 90 ? [3] : []))
        }
    }

    /// A socket to which it takes a millisecond to write.
    private final class SlowSocket: ChannelOutboundHandler {
        typealias OutboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer
        let loop: EmbeddedEventLoop
        init(_ loop: EmbeddedEventLoop) { self.loop = loop }

        func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
            loop.advanceTime(by: .milliseconds(1))
            context.write(data, promise: promise)
        }
    }

    /// A room of a hundred, to some of whom it takes long to write.
    private func enterSlowly() throws -> [EmbeddedChannel] {
        let channels = try enter(100)
        for number in [1, 31, 40] {
            try channels[number].pipeline.syncOperations.addHandler(SlowSocket(loop), position: .first)
        }
        return channels
    }

    private let marks = [31, 32, 63, 64, 99]

    @Test func amongOthersAPartIsFollowedByAsLongARest() async throws {
        let channels = try enterSlowly()
        let start = loop.now
        let link = try #require(await room.opened.first { _ in true }).link
        gateway.makeFanOut(for: ActorID("other")).deliver([
            .send(link, EncodedFrame(.event(name: "said", arguments: [])))
        ])
        room.deliver([event(1)])
        loop.run()
        #expect(try marks.map { try written(to: channels[$0]) } == [[1], [], [], [], []])
        // Two milliseconds of writing are over, and two of rest; then one of each.
        loop.advanceTime(to: start + .microseconds(3999))
        #expect(try marks.map { try written(to: channels[$0]) } == [[], [], [], [], []])
        loop.advanceTime(to: start + .milliseconds(4))
        #expect(try marks.map { try written(to: channels[$0]) } == [[], [1], [1], [], []])
        loop.advanceTime(to: start + .milliseconds(6))
        #expect(try marks.map { try written(to: channels[$0]) } == [[], [], [], [1], [1]])
    }

    @Test func whoSpeaksToNobodyMakesNobodyRest() throws {
        let channels = try enterSlowly()
        let start = loop.now
        gateway.makeFanOut(for: ActorID("other")).deliver([event(0)])
        room.deliver([event(1)])
        loop.run()
        // For as long as the writing takes.
        loop.advanceTime(to: start + .milliseconds(3))
        #expect(try marks.map { try written(to: channels[$0]) } == [[1], [1], [1], [1], [1]])
    }
}
