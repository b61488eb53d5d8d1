import Glibc
import Testing

extension Journeys {
    /// The terminal is treated with care.
    @Suite struct TreatingTheTerminal {
        @Test func `A storm of resizes leaves a screen that fits`() async throws {
            try await Journey.take { journey in
                let mika = try await journey.host()
                try await mika.say("still here")
                try await mika.shows("mika  still here")
                for round in 0..<30 {
                    try await mika.resize(columns: 20 + round * 37 % 140, rows: 5 + round * 13 % 45)
                }
                try await mika.resize(columns: 100, rows: 30)
                let screen = try await mika.shows("the whole screen again") {
                    $0.contains("mika  still here") && $0.contains("│ people") && $0.contains("F1 help")
                }
                #expect(screen.split(separator: "\n", omittingEmptySubsequences: false).count >= 30)
                try await mika.say("and well")
                try await mika.shows("mika  and well")
            }
        }

        @Test func `A small terminal shows the chat, and a tiny one says what it needs`() async throws {
            try await Journey.take { journey in
                let mika = try await journey.host(columns: 60, rows: 20)
                try await mika.say("in sixty columns")
                let narrow = try await mika.shows("in sixty columns")
                #expect(!narrow.contains("│"), "\(narrow)")
                #expect(narrow.contains("#lobby") && narrow.contains("[mika] >"))
                try await mika.resize(columns: 40, rows: 10)
                try await mika.say("in forty")
                let small = try await mika.shows("mika  in forty") {
                    $0.contains("in forty") && $0.contains("[mika] >")
                }
                #expect(small.split(separator: "\n").allSatisfy { $0.count <= 40 })
                try await mika.resize(columns: 15, rows: 3)
                try await mika.shows("a plain sentence") { !$0.contains("[mika]") && $0.contains(/[0-9]+/) }
                try await mika.resize(columns: 100, rows: 30)
                try await mika.shows("│ people")
            }
        }

        @Test func `Stopped by Ctrl-Z it gives the terminal to the shell, and takes it back with fg`() async throws {
            try await Journey.take { journey in
                let mika = try await journey.host()
                let kai = try await journey.join("kai")
                try await kai.say("before")
                try await mika.shows("kai  before")
                try await kai.press("C-z")
                try await kai.isBackInTheShell()
                try await kai.say("echo a$((1+1))b")
                try await kai.shows("a2b")
                try await mika.say("meanwhile")
                try await mika.shows("mika  meanwhile")
                try await kai.say("fg")
                try await kai.shows("mika  meanwhile")
                #expect(try await kai.isTaken())
                try await kai.say("after")
                try await mika.shows("kai  after")
            }
        }

        @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGSEGV, SIGABRT])
        func `However the program ends, the terminal is as it was`(signal: Int32) async throws {
            try await Journey.take { journey in
                _ = try await journey.host()
                let kai = try await journey.terminal(of: "kai")
                try await kai.say("stty -a > before; parlor join --server \(journey.url)")
                try await kai.shows("[kai] >")
                kill(try await kai.program(), signal)
                try await kai.isBackInTheShell(within: .seconds(20))
                try await kai.say("stty -a > after; cmp before after && echo as it $((1))was")
                try await kai.shows("as it 1was")
            }
        }
    }
}
