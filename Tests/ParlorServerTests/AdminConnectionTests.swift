import NIOCore
import NIOEmbedded
import Testing

@testable import ParlorServer

/// One connection to the admin side, on a loop whose time the test turns.
@Suite struct AdminConnectionTests {
    private let loop = EmbeddedEventLoop()
    private let channel: EmbeddedChannel

    init() throws {
        channel = EmbeddedChannel(loop: loop)
        try AdminServer.setUp(channel, isLoopback: true) { _ in nil }
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }

    private func say(_ text: String) throws {
        guard channel.isActive else { return }
        try channel.writeInbound(ByteBuffer(string: text))
        loop.run()
    }

    @Test func whoSaysItsRequestDropByDropIsNotWaitedFor() throws {
        try say("GET /health HTTP/1.1\r\n")
        for number in 0..<9 {
            try say("x-drop-\(number): 1\r\n")
            loop.advanceTime(by: .seconds(1))
        }
        #expect(channel.isActive)
        loop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    @Test func spacesWithoutEndAreNotKept() throws {
        try say("GET /health HTTP/1.1\r\nx:")
        for _ in 0..<8 { try say(String(repeating: " ", count: 16 << 10)) }
        #expect(!channel.isActive)
    }
}
