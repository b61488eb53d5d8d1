import ActorClient
import ActorWire
import Glibc
import ParlorRooms
import ProgramTesting
import Testing

extension Journeys {
    /// The system gives the host less memory than it would take.
    @Suite struct Memory {
        @Test(arguments: ["-v 400000", "-d 60000"])
        func `A host that would have too little memory says how much it needs, and does not start`(
            limit: String
        ) async throws {
            try await Journey.take { journey in
                let outcome = try await journey.start(["serve", "--data", journey.data], limit: limit).end()
                #expect(outcome.status == 1)
                #expect(outcome.errors.contains(/memory is limited to \d+ MB .*: a host needs at least \d+ MB/))
            }
        }

        @Test func `A host that runs out of memory has kept all that it acknowledged`() async throws {
            try await Journey.take { journey in
                let refused = try await journey.start(["serve", "--data", journey.data], limit: "-d 60000").end()
                let need = try #require(refused.errors.firstMatch(of: /at least (\d+) MB/).flatMap { Int($0.output.1) })
                // What it says that it needs is enough to begin with.
                let host = try await journey.serve(options: ["--unlimited"], limit: "-d \(need << 10)")
                let acknowledged = try Self.fill(host)
                #expect(acknowledged.count > 100)
                try await host.crash()
                let next = try await journey.serve(options: ["--unlimited"])
                #expect(try await Self.texts(in: next).starts(with: acknowledged))
            }
        }

        /// Talks, while more and more people ask for what was said and do not read it, until nothing is acknowledged any
        /// more.
        private static func fill(_ host: Host) throws -> [String] {
            let ann = try RawSocket(port: host.address.port)
            ann.enter(parameters: #"{"name":"ann"}"#)
            var acknowledged: [String] = []
            var readers: [RawSocket] = []
            for number in 0..<1_000 {
                let text = "\(number)" + String(repeating: "x", count: 3_900)
                ann.call(number, "sendMessage", #"["\#(text)"]"#)
                guard ann.next(with: "ActionResponse") != nil else { return acknowledged }
                acknowledged.append(text)
                if number > 100 { try readers.append(reader(at: host)) }
            }
            throw NotSeen(description: "the end of the memory, with \(readers.count) who do not read")
        }

        private static func reader(at host: Host) throws -> RawSocket {
            let reader = try RawSocket(port: host.address.port, receiveBuffer: 4_096)
            reader.enter(parameters: #"{"name":"idle"}"#)
            for number in 0..<2 { reader.call(number, "history", #"[{"limit":100}]"#) }
            return reader
        }

        /// All that was said in the lobby.
        private static func texts(in host: Host) async throws -> [String] {
            let room = ActorCaller(
                ChatRoom(), key: try ActorKey(["lobby"]), server: host.address,
                parameters: ChatRoom.ConnParams(name: "bob"))
            var all: [Message] = []
            while case let page = try await room.history(PageRequest(after: all.last?.seq ?? 0)), !page.isEmpty {
                all += page
            }
            return all.map(\.text)
        }
    }
}
