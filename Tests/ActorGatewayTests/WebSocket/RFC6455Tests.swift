import NIOCore
import Testing

@testable import ActorGateway

/// What RFC 6455 says of a client's bytes, case by case, in the groups in which Autobahn's testsuite asks for it.
@Suite struct RFC6455Tests {
    /// Bytes of a client, the messages that they make, and the violation in which they end, if they do.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var bytes: [UInt8]
        var messages: [WebSocketMessage]
        var violation: WebSocketViolation?

        init(
            _ name: String, _ frames: [UInt8]..., gives messages: [WebSocketMessage] = [],
            then violation: WebSocketViolation? = nil
        ) {
            testDescription = name
            bytes = frames.flatMap(\.self)
            self.messages = messages
            self.violation = violation
        }
    }

    @Test(arguments: framing + pings + reservedBits + opcodes + fragmentation)
    func framesAreReadByTheLetter(_ item: Case) { check(item) }

    @Test(arguments: validTexts + invalidTexts)
    func textIsUTF8AndNothingElse(_ item: Case) { check(item) }

    @Test(arguments: closing + lengths)
    func closesAndLengthsAreJudged(_ item: Case) { check(item) }

    /// The same whether the bytes come at once, one by one (many of them: in pieces of 997), or in any two pieces.
    private func check(_ item: Case) {
        let (bytes, size) = (item.bytes, item.bytes.count > 1_000 ? 997 : 1)
        var pieces = [[bytes], stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0...].prefix(size)) }]
        if bytes.count <= 64 { pieces += bytes.indices.map { [Array(bytes[..<$0]), Array(bytes[$0...])] } }
        for pieces in pieces {
            let (messages, violation) = read(pieces)
            #expect(messages == item.messages && violation == item.violation, "in pieces of \(pieces.map(\.count))")
        }
    }

    private func read(_ pieces: [[UInt8]]) -> ([WebSocketMessage], WebSocketViolation?) {
        var decoder = FrameDecoder(limit: 70_000)
        var messages: [WebSocketMessage] = []
        var violation: WebSocketViolation?
        for piece in pieces {
            decoder.append(ByteBuffer(bytes: piece))
            do throws(WebSocketViolation) {
                while let message = try decoder.next() { messages.append(message) }
            } catch {
                if violation == nil { violation = error } else { Issue.record("a second violation") }
            }
        }
        return (messages, violation)
    }

    // MARK: What fails must fail at once

    /// The beginning of a frame whose rest never comes, cut after the first byte that cannot be.
    @Test(arguments: [
        [0xCE, 0xBA, 0xE1, 0xBD, 0xB9, 0xCF, 0x83, 0xCE, 0xBC, 0xCE, 0xB5, 0xF4, 0x90], [0x61, 0xFF], [0xC0],
        [0xED, 0xA0], [0xE0, 0x80], [0xF0, 0x80], [0x61, 0x80], [0xE2, 0x28],
    ])
    func textThatCannotBecomeValidIsRefusedAtOnce(beginning: [UInt8]) {
        let frame = Array(client(1, beginning + [UInt8](repeating: 0x61, count: 40)))
        let cut = 6 + beginning.count
        #expect(read([Array(frame[..<cut])]).1 == .invalidUTF8)
        #expect(read(frame[..<cut].map { [$0] }).1 == .invalidUTF8)
        #expect(read([Array(frame[..<(cut - 1)])]).1 == nil)
        let fragment = client(1, Array("κ".utf8), isFinal: false) + client(0, beginning, isFinal: false)
        #expect(read([fragment]).1 == .invalidUTF8)
    }

    @Test func aHeaderThatCannotBeIsRefusedBeforeItsRest() {
        #expect(read([[0xC1, 0x85]]).1 == .reservedBits)
        #expect(read([[0x83, 0x85]]).1 == .unknownOpcode)
        #expect(read([[0x81, 0x05]]).1 == .notMasked)
        #expect(read([[0x89, 0xFE]]).1 == .badControlFrame)
        #expect(read([[0x80, 0x81, 1, 2, 3, 4]]).1 == .unexpectedContinuation)
    }

    /// A client that goes on after its violation must not fill the memory meanwhile.
    @Test func nothingIsReadAfterAViolation() throws {
        var decoder = FrameDecoder(limit: 1_000)
        decoder.append(ByteBuffer(bytes: [0xC1, 0x80]))
        #expect(throws: WebSocketViolation.reservedBits) { try decoder.next() }
        decoder.append(ByteBuffer(bytes: client(1, Array("go on".utf8))))
        #expect(try decoder.next() == nil)
    }
}

// MARK: - The cases

private typealias Case = RFC6455Tests.Case

private func client(_ opcode: UInt8, _ payload: [UInt8] = [], isFinal: Bool = true) -> [UInt8] {
    clientFrame(opcode, payload, isFinal: isFinal)
}

private func client(_ text: String) -> [UInt8] { client(1, Array(text.utf8)) }

/// A frame whose first byte has more bits set.
private func with(_ bits: UInt8, _ frame: [UInt8]) -> [UInt8] { [frame[0] | bits] + frame.dropFirst() }

private func text(_ text: String) -> WebSocketMessage { .text(Array(text.utf8)) }

private func filled(_ count: Int, _ byte: UInt8 = 0x2A) -> [UInt8] { [UInt8](repeating: byte, count: count) }

private let hello = Array("hello".utf8)

/// Section 5.2 and 5.6.
private let framing: [Case] = [0, 1, 125, 126, 127, 128, 65_535, 65_536, 65_537].flatMap { length in
    [
        Case("text of \(length) bytes", client(1, filled(length)), gives: [.text(filled(length))]),
        Case("binary of \(length) bytes", client(2, filled(length, 0xFE)), gives: [.binary(filled(length, 0xFE))]),
    ]
}

/// Sections 5.5.2 and 5.5.3.
private let pings: [Case] = [
    Case("an empty ping", client(9), gives: [.ping([])]),
    Case("a ping with text", client(9, hello), gives: [.ping(hello)]),
    Case("a ping with bytes that are no text", client(9, [0, 0xFF, 0xFE]), gives: [.ping([0, 0xFF, 0xFE])]),
    Case("a ping of 125 bytes", client(9, filled(125)), gives: [.ping(filled(125))]),
    Case("a ping of 126 bytes", client(9, filled(126)), then: .badControlFrame),
    Case("a pong that nobody asked for", client(0xA, hello), client(9), gives: [.pong(hello), .ping([])]),
    Case("ten pings", client(9, hello), client(9, [1]), client(9), gives: [.ping(hello), .ping([1]), .ping([])]),
    Case("a ping in fragments", client(9, [1], isFinal: false), client(0, [2]), then: .badControlFrame),
]

/// Section 5.2: no extension is spoken here, so that all three bits are 0.
private let reservedBits: [Case] =
    [UInt8](1...7).flatMap { bits in
        [UInt8]([0, 1, 2, 8, 9, 10]).map { opcode in
            Case(
                "reserved bits \(bits) in opcode \(opcode)", client("before"), with(bits << 4, client(opcode, hello)),
                client("after"), gives: [text("before")], then: .reservedBits)
        }
    }

/// Section 5.2: opcodes that mean nothing yet.
private let opcodes: [Case] =
    ([UInt8](3...7) + [UInt8](11...15)).flatMap { opcode in
        [
            Case("opcode \(opcode)", client(opcode), then: .unknownOpcode),
            Case(
                "opcode \(opcode) between messages", client("before"), client(opcode, hello), client("after"),
                gives: [text("before")], then: .unknownOpcode),
        ]
    }

/// Section 5.4.
private let fragmentation: [Case] = [
    Case("two fragments", client(1, [0x61], isFinal: false), client(0, [0x62]), gives: [text("ab")]),
    Case("binary fragments", client(2, [0xFF], isFinal: false), client(0, [0xFE]), gives: [.binary([0xFF, 0xFE])]),
    Case(
        "empty fragments", client(1, isFinal: false), client(0, isFinal: false), client(0), gives: [text("")]),
    Case(
        "an empty fragment in the middle", client(1, [0x61], isFinal: false), client(0, isFinal: false),
        client(0, [0x62]), gives: [text("ab")]),
    Case(
        "control frames between fragments", client(1, [0x61], isFinal: false), client(9, hello), client(0xA),
        client(0, [0x62]), gives: [.ping(hello), .pong([]), text("ab")]),
    Case(
        "a close between fragments", client(1, [0x61], isFinal: false), client(8),
        gives: [.close(code: nil, reason: "")]),
    Case("a continuation at the beginning", client(0, hello), then: .unexpectedContinuation),
    Case("an unfinished continuation at the beginning", client(0, isFinal: false), then: .unexpectedContinuation),
    Case(
        "a continuation after the end", client(1, [0x61], isFinal: false), client(0, [0x62]), client(0, [0x63]),
        gives: [text("ab")], then: .unexpectedContinuation),
    Case(
        "a text within a fragmented text", client(1, [0x61], isFinal: false), client("b"), then: .missingContinuation),
    Case(
        "a binary within a fragmented text", client(1, [0x61], isFinal: false), client(2, isFinal: false),
        then: .missingContinuation),
    Case(
        "two fragmented messages", client(1, [0x61], isFinal: false), client(0, [0x62]),
        client(2, [1], isFinal: false), client(0, [2]), gives: [text("ab"), .binary([1, 2])]),
]

/// Section 8.1: each whole, and cut into fragments of one byte, with a ping among them.
private let validTexts: [Case] = [
    "", "hello", "κόσμε", "Hello-µ@ßöäüàá-UTF-8!!", "\u{0}", "\u{7F}", "\u{80}", "\u{7FF}", "\u{800}", "\u{FFFF}",
    "\u{10000}", "\u{10FFFF}", "\u{D7FF}", "\u{E000}", "\u{FFFD}", "\u{FFFE}", "\u{1FFFE}", "\u{10FFFE}",
    "🇦🇹👩‍👩‍👧", "𠈓ኡ字",
].flatMap { valid in
    let bytes = Array(valid.utf8)
    let fragments = bytes.map { client(0, [$0], isFinal: false) }
    return [
        Case("valid \(bytes)", client(1, bytes), gives: [.text(bytes)]),
        Case(
            "valid in fragments \(bytes)", client(1, isFinal: false), fragments.flatMap(\.self), client(9), client(0),
            gives: [.ping([]), .text(bytes)]),
    ]
}

/// Tables 3-6 and 3-7 of Unicode: bytes that never are, ends too early, forms too long, surrogates, numbers too great.
private let invalidTexts: [Case] = [
    [0x80], [0xBF], [0x80, 0xBF, 0x80], [0xFE], [0xFF], [0xC0], [0xC1, 0xBF], [0xF5, 0x80, 0x80, 0x80], [0xC2],
    [0xDF], [0xE0, 0xA0], [0xE2, 0x82], [0xEF], [0xF0, 0x90, 0x80], [0xF4, 0x8F, 0xBF], [0xC2, 0x20],
    [0xE2, 0x28, 0xA1], [0xE2, 0x82, 0x28], [0xF0, 0x90, 0x80, 0x28], [0xC0, 0x80], [0xC0, 0xAF],
    [0xE0, 0x80, 0xAF], [0xE0, 0x9F, 0xBF], [0xF0, 0x80, 0x80, 0xAF], [0xF0, 0x8F, 0xBF, 0xBF], [0xED, 0xA0, 0x80],
    [0xED, 0xBF, 0xBF], [0xED, 0xA0, 0x80, 0xED, 0xB0, 0x80], [0xF4, 0x90, 0x80, 0x80],
    [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFC, 0x84, 0x80, 0x80, 0x80, 0x80],
].flatMap { (invalid: [UInt8]) in
    let before = Array("κόσμε".utf8)
    let fragments = invalid.map { client(0, [$0], isFinal: false) }
    return [
        Case("invalid \(invalid)", client(1, before + invalid), client("after"), then: .invalidUTF8),
        Case("invalid before the end \(invalid)", client(1, invalid + before), then: .invalidUTF8),
        Case(
            "invalid in fragments \(invalid)", client(1, before, isFinal: false), fragments.flatMap(\.self), client(0),
            then: .invalidUTF8),
        Case("no text \(invalid)", client(2, invalid), gives: [.binary(invalid)]),
        Case(
            "no text in fragments \(invalid)", client(2, isFinal: false), client(0, invalid), gives: [.binary(invalid)]),
        Case("in the reason of a close \(invalid)", client(8, [0x03, 0xE8] + invalid), then: .invalidUTF8),
    ]
}

/// Sections 5.5.1 and 7.4.
private let closing: [Case] =
    [
        Case("a close without a code", client(8), gives: [.close(code: nil, reason: "")]),
        Case("half a code", client(8, [3]), then: .badCloseFrame),
        Case(
            "the longest reason", client(8, [0x03, 0xE8] + filled(123)),
            gives: [.close(code: 1000, reason: String(repeating: "*", count: 123))]),
        Case("a reason that is too long", client(8, [0x03, 0xE8] + filled(124)), then: .badControlFrame),
        Case("a close in fragments", client(8, isFinal: false), then: .badControlFrame),
    ]
    + [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999].map { (code: UInt16) in
        Case(
            "code \(code)", client(8, [UInt8(code >> 8), UInt8(code & 0xFF)]), gives: [.close(code: code, reason: "")])
    }
    + [0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535].map { (code: UInt16) in
        Case("code \(code)", client(8, [UInt8(code >> 8), UInt8(code & 0xFF)] + hello), then: .badCloseFrame)
    }

/// Section 5.2: a length in the fewest bytes, and within the limit.
private let lengths: [Case] = [
    Case("125 in three bytes", [0x82, 0xFE, 0, 125], then: .badLength),
    Case("0 in nine bytes", [0x82, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0], then: .badLength),
    Case("65,535 in nine bytes", [0x82, 0xFF, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], then: .badLength),
    Case("a length of 64 bits", [0x82, 0xFF, 0x80, 0, 0, 0, 0, 1, 0, 0], then: .badLength),
    Case("the greatest length", [0x82, 0xFF, 0x7F] + filled(7, 0xFF) + filled(4), then: .tooLong(limit: 70_000)),
    Case(
        "too long with its fragments", client(2, filled(40_000), isFinal: false), client(0, filled(40_000)),
        then: .tooLong(limit: 70_000)),
    Case("not masked", [0x81, 0x01, 0x61], then: .notMasked),
    Case("a masking key of zeros", clientFrame(1, hello, mask: [0, 0, 0, 0]), gives: [.text(hello)]),
]
