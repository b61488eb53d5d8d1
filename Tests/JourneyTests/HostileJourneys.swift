import ActorClient
import Testing

extension Journeys {
    /// What no honest client sends gets a clear answer, and the room lives on.
    @Suite struct Withstanding {
        /// Runs a journey with a raw client, after which somebody honest still talks.
        private func withRoom(_ body: (RawSocket) async throws -> Void) async throws {
            try await Journey.take { journey in
                let host = try await journey.serve()
                let honest = try RawSocket(port: host.address.port)
                honest.enter(parameters: #"{"name":"honest"}"#)
                #expect(honest.next(with: #""tag":"Init""#) != nil)
                try await body(try RawSocket(port: host.address.port))
                honest.call(1, "sendMessage", #"["still here"]"#)
                #expect(honest.next(with: #""tag":"ActionResponse""#, "still here") != nil)
            }
        }

        @Test(arguments: [
            (#"{"nom":3}"#, "actor.invalid_request"), ("[]", "actor.invalid_request"), ("7", "actor.invalid_request"),
            (#"{"name":""}"#, "user.invalid_name"), (#"{"name":"x","token":"short"}"#, "user.invalid_token"),
        ])
        func `Wrong parameters are refused with what is wrong`(parameters: String, name: String) async throws {
            try await withRoom { mallory in
                #expect(mallory.enter(parameters: parameters).hasPrefix("HTTP/1.1 101"))
                let frames = mallory.untilClose()
                #expect(frames.count == 2)
                let error = try #require(frames.first).text
                #expect(error.contains(#""tag":"Error""#) && error.contains(#""actionId":null"#), "\(error)")
                #expect(frames.last?.closeCode == 1011)
                #expect(frames.last?.closeReason == name)
            }
        }

        @Test func `Parameters that are not JSON are refused`() async throws {
            try await withRoom { mallory in
                let answer = mallory.enter(parameters: "{name}")
                guard answer.hasPrefix("HTTP/1.1 101") else { return #expect(answer.hasPrefix("HTTP/1.1 400")) }
                #expect(mallory.untilClose().last?.closeReason == "actor.invalid_request")
            }
        }

        @Test func `An action that the room does not have is answered, and the connection stays`() async throws {
            try await withRoom { mallory in
                mallory.enter(parameters: #"{"name":"mallory"}"#)
                mallory.call(7, "shutdown", "[]")
                #expect(
                    mallory.next(with: #""tag":"Error""#, "action_not_found", #""actionId":["$BigInt","7"]"#) != nil)
                mallory.call(8, "sendMessage", #"[{"text":5}]"#)
                #expect(mallory.next(with: #""tag":"Error""#, "invalid_request", #""actionId":["$BigInt","8"]"#) != nil)
                mallory.call(9, "sendMessage", #"["fine"]"#)
                #expect(mallory.next(with: #""tag":"ActionResponse""#, "fine") != nil)
            }
        }

        /// A frame, and how the server closes upon it.
        struct BadFrame: Sendable, CustomTestStringConvertible {
            let testDescription: String
            let opcode: UInt8
            let payload: [UInt8]
            let code: Int
            let reason: String?

            init(_ description: String, opcode: UInt8 = 1, _ payload: [UInt8], _ code: Int, _ reason: String? = nil) {
                testDescription = description
                self.opcode = opcode
                self.payload = payload
                self.code = code
                self.reason = reason
            }
        }

        private static let deepCall =
            Array(#"{"body":{"tag":"ActionRequest","val":{"id":1,"name":"sendMessage","args":"#.utf8)
            + Array(repeating: UInt8(ascii: "["), count: 60_000)

        @Test(arguments: [
            BadFrame("half of JSON", Array("{\"body\":".utf8), 1011, "actor.invalid_request"),
            BadFrame(
                "an unknown tag", Array(#"{"body":{"tag":"Dance","val":{}}}"#.utf8), 1011, "actor.invalid_request"),
            BadFrame("deep nesting", deepCall, 1011, "actor.invalid_request"),
            BadFrame("no UTF-8", [0xFF, 0xFE], 1007),
            BadFrame("a reserved opcode", opcode: 3, [1], 1002),
            BadFrame("too long", Array(repeating: 0x61, count: 65_537), 1009, "message.incoming_too_long"),
        ])
        func `A frame that makes no sense closes its own connection with the reason`(frame: BadFrame) async throws {
            try await withRoom { mallory in
                mallory.enter(parameters: #"{"name":"mallory"}"#)
                mallory.frame(frame.opcode, frame.payload)
                let close = try #require(mallory.untilClose().last)
                #expect(close.closeCode == frame.code)
                if let reason = frame.reason { #expect(close.closeReason == reason) }
            }
        }

        @Test func `A frame without a mask, or of a length that nobody has, ends its connection`() async throws {
            try await withRoom { mallory in
                mallory.enter(parameters: #"{"name":"mallory"}"#)
                mallory.frame(1, Array("{}".utf8), masked: false)
                #expect(mallory.untilClose().last?.closeCode == 1002)
            }
            try await withRoom { mallory in
                mallory.enter(parameters: #"{"name":"mallory"}"#)
                mallory.send([0x81, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1, 2, 3, 4])
                #expect(mallory.untilClose().last?.closeCode == 1009)
            }
        }

        /// The body of a request.
        struct Body: Sendable, CustomTestStringConvertible {
            let testDescription: String
            let text: String

            init(_ description: String, _ text: String) {
                testDescription = description
                self.text = text
            }
        }

        private static let depth = 100_000

        @Test(arguments: [
            Body("nothing", ""), Body("no JSON", "nonsense"), Body("no object", "[1]"),
            Body("arrays without an end", #"{"args":"# + String(repeating: "[", count: depth)),
            Body("objects without an end", #"{"args":["# + String(repeating: #"{"a":"#, count: depth)),
            Body(
                "deep arrays",
                #"{"args":"# + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "}"),
            Body("2 MB", #"{"args":[""# + String(repeating: "a", count: 2_000_000) + #""]}"#),
        ])
        func `A request that makes no sense is answered with an error`(body: Body) async throws {
            try await withRoom { mallory in
                mallory.send(
                    """
                    POST /gateway/chatRoom/action/sendMessage?rvt-namespace=default&rvt-method=get&rvt-key=lobby HTTP/1.1\r
                    Host: localhost\r
                    Connection: close\r
                    Content-Type: application/json\r
                    x-rivet-conn-params: %7B%22name%22%3A%22mallory%22%7D\r
                    Content-Length: \(body.text.utf8.count)\r
                    \r
                    \(body.text)
                    """)
                let answer = mallory.readToEnd()
                #expect(answer.hasPrefix("HTTP/1.1 400 "), "\(answer.prefix(400))")
                #expect(answer.contains(#""code":"#) && answer.contains(#""message":"#))
            }
        }
    }
}
