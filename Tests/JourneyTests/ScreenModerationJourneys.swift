import Glibc
import Testing

extension Journeys {
    /// Operators before their screens keep order.
    @Suite struct KeepingOrder {
        @Test func `A mute silences, and ends when its time is over`() async throws {
            try await Journey.take { journey in
                let mika = try await journey.host()
                let kai = try await journey.join("kai")
                try await mika.shows("kai joined")
                try await mika.say("/mute kai 3s shouting")
                try await kai.shows("kai was muted")
                try await kai.say("can you hear me")
                try await kai.shows("muted by mika: shouting")
                #expect(try await !mika.screen().contains("can you hear me"))
                try await mika.shows("kai may speak again")
                try await kai.press("C-c")
                try await kai.say("and now")
                try await mika.shows("kai  and now")
            }
        }

        @Test func `A kick shows its reason to the kicked, who stays out`() async throws {
            try await Journey.take { journey in
                let mika = try await journey.host()
                let kai = try await journey.join("kai")
                try await mika.shows("kai joined")
                try await mika.press("M-c")
                try await mika.shows("connections in #lobby") { $0.contains("kai") && $0.contains("[k]ick") }
                try await mika.choose("kai")
                try await mika.press("k")
                try await mika.shows("kick kai")
                try await mika.say("flooding")
                try await kai.shows("You were removed from #lobby by mika: flooding")
                try await mika.press("Escape")
                try await mika.shows("kai was kicked by mika: flooding")
                try await kai.say("/join lobby")
                try await kai.shows("why not") {
                    $0.contains("you were kicked by mika:") && $0.contains("flooding, for another")
                }
                try await kai.press("C-q")
                try await kai.isBackInTheShell()
                try await kai.say("parlor join --server \(journey.url)")
                try await kai.shows("why not") {
                    $0.contains("you were kicked by mika:") && $0.contains("flooding, for another")
                }
                try await mika.say("/audit")
                try await mika.shows("the audit log") { $0.contains("kick") && $0.contains("flooding") }
            }
        }

        @Test func `A ban outlives the host`() async throws {
            try await Journey.take { journey in
                let mika = try await journey.host()
                let kai = try await journey.join("kai")
                try await mika.shows("kai joined")
                try await mika.say("/ban kai 1h spam")
                try await kai.shows("by mika: spam")
                try await kai.press("C-q")
                try await kai.isBackInTheShell()
                kill(try await mika.program(), SIGKILL)
                try await mika.startsAgain()
                try await kai.say("parlor join --server \(journey.url)")
                try await kai.shows("you were banned by mika: spam")
                try await mika.say("/unban kai")
                try await mika.say("/bans")
                try await mika.shows("nobody is banned")
                try await kai.say("/join lobby")
                try await mika.shows("kai joined")
            }
        }
    }
}
