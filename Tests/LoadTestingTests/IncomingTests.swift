import ActorWire
import NIOCore
import Testing

@testable import LoadTesting

struct IncomingTests {
    private func read(_ text: String) throws -> Incoming {
        try Array(text.utf8).withUnsafeBytes { bytes in try Incoming(bytes, run: Array("run-".utf8)) }
    }

    private func message(seq: Int, id: String, text: String = "hello") -> Value {
        ["text": .string(text), "seq": .int(Int64(seq)), "id": .string(id), "author": "ann"]
    }

    private func text(_ frame: ToClient) -> String { String(decoding: frame.json(), as: UTF8.self) }

    @Test func messagesOfTheRunAreToldFromOthers() throws {
        let own = ToClient.event(name: "newMessage", arguments: [message(seq: 18, id: "run-7")])
        #expect(try read(text(own)) == .delivery(seq: 18, number: 7))
        let quoting = message(seq: 18, id: "run-7", text: #"she said ","seq":9,"id":"run-1"#)
        #expect(
            try read(text(.event(name: "newMessage", arguments: [quoting]))) == .delivery(seq: 18, number: 7))
        let foreign = ToClient.event(name: "newMessage", arguments: [message(seq: 19, id: "ruin-7")])
        #expect(try read(text(foreign)) == .foreign(seq: 19))
        let unnamed = ToClient.event(name: "newMessage", arguments: [["seq": 20, "author": "ann"]])
        #expect(try read(text(unnamed)) == .foreign(seq: 20))
        let other = ToClient.event(name: "memberJoined", arguments: [message(seq: 20, id: "run-7")])
        #expect(try read(text(other)) == .other)
    }

    @Test func theOrderOfFieldsDoesNotMatter() throws {
        let json = #"{"body":{"val":{"args":[{"id":"run-7","seq":18}],"name":"newMessage"},"tag":"Event"}}"#
        #expect(try read(json) == .delivery(seq: 18, number: 7))
    }

    @Test func answersAndRefusalsCarryTheirAction() throws {
        #expect(try read(text(.actionResponse(id: 12, output: .null))) == .answer(12))
        let error = WireError.user("flood", "slowly")
        #expect(try read(text(.error(error, actionID: 3))) == .refusal(error, action: 3))
        #expect(try read(text(.error(error, actionID: nil))) == .refusal(error, action: nil))
        #expect(try read(text(.initialized(actorID: "a", connectionID: "c"))) == .welcome)
    }

    @Test(arguments: ["", "x", #"{"body":{"tag":"Event","val":{"name":"newMessage","args":[{"text":"x","seq":"#])
    func whatIsNoFrameIsAnError(text: String) {
        #expect(throws: LoadError.self) { try read(text) }
    }

    @Test func framesAreReadWholeHoweverTheyComeInPieces() throws {
        for length in [0, 125, 126, 65_535, 65_536] {
            var bytes: [UInt8] = [0x81]
            switch length {
            case ...125: bytes.append(UInt8(length))
            case ...65_535: bytes += [126, UInt8(length >> 8), UInt8(length & 0xFF)]
            default: bytes += [127, 0, 0, 0, 0] + (0..<4).map { UInt8(length >> (24 - 8 * $0) & 0xFF) }
            }
            let whole = try bytes.withUnsafeBytes { bytes in try ServerFrameHeader(bytes) }
            #expect(whole?.length == length)
            #expect(whole?.size == bytes.count + length)
            let part = try bytes.dropLast().withUnsafeBytes { bytes in try ServerFrameHeader(bytes) }
            #expect(part == nil)
        }
    }

    @Test(arguments: [[0x81, 0x80], [0x01, 0x01], [0xC1, 0x01], [0x81, 127, 0xFF, 0, 0, 0, 0, 0, 0, 0]])
    func framesThatNoHostSendsAreErrors(bytes: [UInt8]) {
        #expect(throws: LoadError.self) { try bytes.withUnsafeBytes { bytes in try ServerFrameHeader(bytes) } }
    }
}
