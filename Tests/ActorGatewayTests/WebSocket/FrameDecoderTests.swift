import NIOCore
import RandomTesting
import Testing

@testable import ActorGateway

@Suite struct FrameDecoderTests {
    private func decode(_ chunks: [[UInt8]], limit: Int = 1_000) throws -> [WebSocketMessage] {
        var decoder = FrameDecoder(limit: limit)
        var messages: [WebSocketMessage] = []
        for chunk in chunks {
            decoder.append(ByteBuffer(bytes: chunk))
            while let message = try decoder.next() { messages.append(message) }
        }
        return messages
    }

    @Test func theMaskedHelloOfTheRFCIsRead() throws {
        let frame: [UInt8] = [0x81, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58]
        #expect(try decode([frame]) == [.text(Array("Hello".utf8))])
    }

    @Test func theMaskedPongOfTheRFCIsRead() throws {
        let frame: [UInt8] = [0x8A, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58]
        #expect(try decode([frame]) == [.pong(Array("Hello".utf8))])
    }

    @Test func fragmentsAreJoinedAroundAControlFrame() throws {
        let bytes =
            clientFrame(1, Array("Hel".utf8), isFinal: false) + clientFrame(9, [1])
            + clientFrame(0, [], isFinal: false) + clientFrame(0, Array("lo".utf8))
        #expect(try decode([bytes]) == [.ping([1]), .text(Array("Hello".utf8))])
    }

    @Test func aCharacterMayBeSplitOverFragments() throws {
        let euro = Array("€".utf8)
        let bytes = clientFrame(1, [euro[0]], isFinal: false) + clientFrame(0, Array(euro[1...]))
        #expect(try decode([bytes]) == [.text(euro)])
    }

    @Test(arguments: [0, 1, 7, 8, 9, 125, 126, 127, 65_535, 65_536, 70_000])
    func aMessageOfEveryLengthFormIsRead(length: Int) throws {
        let payload = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
        #expect(try decode([clientFrame(2, payload)], limit: 70_000) == [.binary(payload)])
    }

    @Test func everySplitPositionGivesTheSameMessages() throws {
        let bytes =
            clientFrame(1, Array("first".utf8)) + clientFrame(2, [UInt8](repeating: 7, count: 200))
            + clientFrame(1, Array("sec".utf8), isFinal: false) + clientFrame(0xA, [9])
            + clientFrame(0, Array("ond".utf8)) + clientFrame(8, [0x03, 0xE8] + Array("bye".utf8))
        let whole = try decode([bytes])
        #expect(whole.count == 5)
        for split in 0...bytes.count {
            #expect(try decode([Array(bytes[..<split]), Array(bytes[split...])]) == whole, "split at \(split)")
        }
        #expect(try decode(bytes.map { [$0] }) == whole)
    }

    @Test func anyFragmentationOfRandomMessagesIsUndone() throws {
        var random = SeededGenerator(seed: 20_260_101)
        for _ in 0..<300 {
            var expected: [WebSocketMessage] = []
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let payload = (0..<Int.random(in: 0...300, using: &random)).map { _ in
                    UInt8.random(in: 0x20...0x7E, using: &random)
                }
                let isText = Bool.random(using: &random)
                var rest = payload[...]
                var opcode: UInt8 = isText ? 1 : 2
                while true {
                    let part = rest.prefix(Int.random(in: 0...200, using: &random))
                    rest = rest.dropFirst(part.count)
                    let mask = (0..<4).map { _ in UInt8.random(in: 0...255, using: &random) }
                    bytes += clientFrame(opcode, Array(part), isFinal: rest.isEmpty, mask: mask)
                    if rest.isEmpty { break }
                    opcode = 0
                    if Bool.random(using: &random) {
                        bytes += clientFrame(9, Array(part.prefix(125)))
                        expected.append(.ping(Array(part.prefix(125))))
                    }
                }
                expected.append(isText ? .text(payload) : .binary(payload))
            }
            var chunks: [[UInt8]] = []
            var rest = bytes[...]
            while !rest.isEmpty {
                let chunk = rest.prefix(Int.random(in: 1...400, using: &random))
                chunks.append(Array(chunk))
                rest = rest.dropFirst(chunk.count)
            }
            #expect(try decode(chunks) == expected)
        }
    }

    @Test func randomBytesEndInAViolationOrInSilence() {
        var random = SeededGenerator(seed: 7)
        var violations = 0
        for _ in 0..<5_000 {
            let bytes = (0..<Int.random(in: 0...64, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            do { _ = try decode([bytes], limit: 32) } catch { violations += 1 }
        }
        #expect(violations > 4_000)
    }

    @Test(
        arguments: [
            ([0xC1, 0x80, 0, 0, 0, 0], WebSocketViolation.reservedBits),
            ([0xA1, 0x80, 0, 0, 0, 0], .reservedBits),
            ([0x91, 0x80, 0, 0, 0, 0], .reservedBits),
            ([0x83, 0x80], .unknownOpcode),
            ([0x8B, 0x80], .unknownOpcode),
            ([0x81, 0x05], .notMasked),
            ([0x09, 0x80], .badControlFrame),
            ([0x89, 0xFE], .badControlFrame),
            ([0x81, 0xFE, 0, 125], .badLength),
            ([0x81, 0xFF, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], .badLength),
            ([0x81, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 0], .badLength),
            (clientFrame(0, [1]), .unexpectedContinuation),
            (clientFrame(1, [65], isFinal: false) + clientFrame(1, [65]), .missingContinuation),
            (clientFrame(1, [0xC0, 0x80]), .invalidUTF8),
            (clientFrame(1, [0xED, 0xA0, 0x80]), .invalidUTF8),
            (clientFrame(1, [0xE2, 0x82]), .invalidUTF8),
            (clientFrame(8, [3]), .badCloseFrame),
            (clientFrame(8, [3, 0xE8, 0xFF]), .invalidUTF8),
            (clientFrame(2, [UInt8](repeating: 0, count: 1_001)), .tooLong(limit: 1_000)),
            (
                clientFrame(2, [UInt8](repeating: 0, count: 1_000), isFinal: false) + clientFrame(0, [0]),
                .tooLong(limit: 1_000)
            ),
        ] as [([UInt8], WebSocketViolation)])
    func aViolationIsNamed(bytes: [UInt8], violation: WebSocketViolation) {
        #expect(throws: violation) { try decode([bytes]) }
    }

    @Test func aLengthThatIsTooGreatIsRefusedBeforeItsPayload() {
        let header = Array(clientFrame(2, [UInt8](repeating: 0, count: 1_001)).prefix(8))
        #expect(throws: WebSocketViolation.tooLong(limit: 1_000)) { try decode([header]) }
    }

    @Test(arguments: [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999])
    func aCloseWithAValidCodeIsRead(code: Int) throws {
        let frame = clientFrame(8, [UInt8(code >> 8), UInt8(code & 0xFF)] + Array("bye".utf8))
        #expect(try decode([frame]) == [.close(code: UInt16(code), reason: "bye")])
    }

    @Test(arguments: [0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535])
    func aCloseWithAnInvalidCodeIsAViolation(code: Int) {
        #expect(throws: WebSocketViolation.badCloseFrame) {
            try decode([clientFrame(8, [UInt8(code >> 8), UInt8(code & 0xFF)])])
        }
    }
}
