import ActorWire
import NIOCore
import Testing

@testable import ActorGateway

@Suite struct ServerFrameTests {
    @Test func theUnmaskedHelloOfTheRFCIsWritten() {
        var buffer = ByteBuffer()
        buffer.writeFrame(.text, Array("Hello".utf8))
        #expect(Array(buffer.readableBytesView) == [0x81, 0x05, 0x48, 0x65, 0x6C, 0x6C, 0x6F])
    }

    @Test(
        arguments: [
            (125, [0x82, 0x7D]), (126, [0x82, 0x7E, 0x00, 0x7E]), (256, [0x82, 0x7E, 0x01, 0x00]),
            (65_535, [0x82, 0x7E, 0xFF, 0xFF]), (65_536, [0x82, 0x7F, 0, 0, 0, 0, 0, 1, 0, 0]),
        ] as [(Int, [UInt8])])
    func aLengthTakesTheFewestBytes(length: Int, header: [UInt8]) {
        var buffer = ByteBuffer()
        buffer.writeFrame(.binary, [UInt8](repeating: 0, count: length))
        #expect(Array(buffer.readableBytesView.prefix(header.count)) == header)
        #expect(buffer.readableBytes == header.count + length)
    }

    @Test func aCloseCarriesItsCodeAndReason() {
        var buffer = ByteBuffer()
        buffer.writeClose(.goingAway)
        #expect(Array(buffer.readableBytesView) == [0x88, 15, 0x03, 0xE9] + Array("ws.going_away".utf8))
    }
}
