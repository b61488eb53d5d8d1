import ProgramTesting
import Testing

extension Journeys {
    /// People before their screens talk.
    @Suite struct Talking {
        @Test func `Two people talk after two commands`() async throws {
            try await Journey.take { journey in
                let mika = try await journey.host()
                let kai = try await journey.join("kai")
                try await mika.shows("kai joined")
                try await mika.say("hello, kai")
                try await kai.shows("mika  hello, kai")
                try await kai.say("hi! 日本語 👩‍👩‍👧 e\u{301}")
                try await mika.shows("kai  hi! 日本語")
                try await kai.say("/me waves")
                try await mika.shows("kai waves")
                for terminal in [mika, kai] {
                    let screen = try await terminal.shows("kai waves")
                    #expect(screen.contains("#lobby") && screen.contains("2 here"), "\(screen)")
                }
                try await kai.press("C-q")
                try await mika.shows("kai left")
                try await kai.isBackInTheShell()
            }
        }

        @Test func `Three rooms are told apart, and what waits in another is counted`() async throws {
            try await Journey.take { journey in
                let mika = try await journey.host()
                let kai = try await journey.join("kai")
                for room in ["ops", "random"] {
                    try await kai.say("/join \(room)")
                    try await kai.shows("▸ #\(room)")
                    try await mika.say("/join \(room)")
                    try await mika.shows("▸ #\(room)")
                    try await mika.shows("#\(room)") { $0.contains("2 here") }
                }
                try await kai.press("M-1")
                try await kai.shows("▸ #lobby")
                try await mika.say("in random")
                try await mika.press("M-2")
                try await mika.shows("▸ #ops")
                try await mika.say("in ops")
                let waiting = try await kai.shows("what waits") { screen in
                    screen.contains(/#ops +1/) && screen.contains(/#random +1/)
                }
                #expect(!waiting.contains("in ops") && !waiting.contains("in random"))
                try await kai.press("M-a")
                try await kai.shows("▸ #ops") { $0.contains("▸ #ops") && $0.contains("mika  in ops") }
                try await kai.press("M-a")
                let random = try await kai.shows("▸ #random") {
                    $0.contains("▸ #random") && $0.contains("mika  in random")
                }
                #expect(!random.contains("in ops"))
            }
        }

        @Test func `A paste of 200 lines asks first, and then each line is said once and in order`() async throws {
            try await Journey.take { journey in
                let mika = try await journey.host(rows: 240, options: "--unlimited")
                let lines = (1...200).map { "line \($0) of many" }
                try await mika.paste(lines.joined(separator: "\n") + "\n")
                try await mika.shows("paste of 200 lines")
                try await mika.press("Escape")
                try await mika.shows("no question") { !$0.contains("paste of 200 lines") }
                #expect(try await !mika.screen().contains("of many"))
                try await mika.paste(lines.joined(separator: "\n") + "\n")
                try await mika.shows("[l]")
                try await mika.press("l")
                let screen = try await mika.shows("all lines", within: .seconds(25)) {
                    $0.contains("line 200 of many") && !$0.contains("…")
                }
                #expect(screen.matches(of: /line \d+ of many/).map { String($0.output) } == lines)
            }
        }

        @Test func `Hostile text does no harm to the screens of others`() async throws {
            try await Journey.take { journey in
                let mika = try await journey.host()
                let kai = try await journey.join("kai")
                try await kai.say("before")
                try await mika.shows("kai  before")
                let hostile =
                    "\u{1B}[2J\u{1B}[?1049l\u{1B}]0;owned\u{7}\u{9B}31m\u{202E}olleh\u{2066} "
                    + "e" + String(repeating: "\u{301}", count: 10_000) + " after"
                let sent = try await journey.parlor(
                    "send", "lobby", "--lines", "--server", journey.url, by: "mallory", input: hostile + "\nend\n")
                for terminal in [mika, kai] {
                    let screen = try await terminal.shows(sent.status == 0 ? "mallory  end" : "kai  before")
                    #expect(screen.contains("kai  before"))
                    #expect(try await terminal.isTaken())
                    #expect(screen.contains("F1 help"))
                }
                try await kai.say("still fine")
                try await mika.shows("kai  still fine")
            }
        }
    }
}
