import ActorClient
import Testing

extension Journeys {
    @Suite struct SlowReading {
        /// The numbers with which the texts of messages begin, in the order in which they stand there.
        private func numbers(in json: String) -> [Int] {
            json.matches(of: /"text":"(\d+) x/).compactMap { Int($0.output.1) }
        }

        @Test func `Who reads nothing is cut off, and finds everything when coming back`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve(options: ["--unlimited"])
                let (port, me) = (host.address.port, #"{"name":"sleepy","token":"sleepysleepysleepy"}"#)
                let sleepy = try RawSocket(port: port)
                sleepy.enter(parameters: me)
                sleepy.frame(
                    #"{"body":{"tag":"SubscriptionRequest","val":{"eventName":"newMessage","subscribe":true}}}"#)
                sleepy.call(0, "history", "[]")
                #expect(sleepy.next(with: "ActionResponse") != nil)

                // More than its bound and what kernels hold for it.
                let quick = try RawSocket(port: port)
                quick.enter(parameters: #"{"name":"quick"}"#)
                let (count, text) = (1_200, String(repeating: "x", count: 4_000))
                for number in 1...count {
                    quick.call(number, "sendMessage", #"["\#(number) \#(text)"]"#)
                    #expect(quick.next(with: "ActionResponse") != nil)
                }

                var seen: [Int] = []
                while let frame = sleepy.next() { seen += numbers(in: frame.text) }
                #expect(seen == Array(1...seen.count) && seen.count < count)

                let again = try RawSocket(port: port)
                again.enter(parameters: me)
                var before = count + 2
                var missed: [Int] = []
                while missed.first.map({ $0 > seen.count + 1 }) ?? true {
                    again.call(1, "history", #"[{"before":\#(before),"limit":100}]"#)
                    let page = try #require(again.next(with: "ActionResponse"))
                    let found = numbers(in: page)
                    try #require(!found.isEmpty)
                    before = try #require(page.firstMatch(of: /"seq":(\d+)/).flatMap { Int($0.output.1) })
                    missed = found + missed
                }
                #expect(seen + missed.filter { $0 > seen.count } == Array(1...count))
            }
        }
    }
}
