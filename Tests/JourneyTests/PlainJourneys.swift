import ActorClient
import Foundation
import ParlorRooms
import ProgramTesting
import Testing

extension Journeys {
    /// People without a screen: lines in, lines out.
    @Suite struct WithoutAScreen {
        @Test func `A script is said line by line, and what came of each is in the log`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve()
                try await host.isOwned()
                _ = try await journey.parlor("send", "lobby", "--server", host.url, by: "ci", input: "said before")
                let lines = (1...24).map { "line \($0)" }
                let script =
                    ["/who", "/topic tea", "/join ops", "/topic soup"] + lines + [
                        "/me waves", "/nosuch", "/quit", "not said",
                    ]
                let join = try await journey.parlor(
                    "join", "--plain", "--server", host.url, by: "kai", input: script.joined(separator: "\n"))
                #expect(join.status == 0, "\(join.errors)")
                let told = join.output.split(separator: "\n").map { String($0.trimmingPrefix(#/\d\d:\d\d /#)) }
                #expect(told.first?.hasPrefix("Date: ") == true)
                #expect(told.contains { $0.hasPrefix("You are kai in #lobby, with ") })
                #expect(told.contains("ci: said before"))
                #expect(told.contains { $0.contains("here: ") && $0.contains("kai") })
                #expect(told.contains("Problem, this is for operators"))
                #expect(told.contains("You are in #ops now"))
                // What the room found too fast was said when it was not any more.
                #expect(told.filter { $0.hasPrefix("kai: line") } == lines.map { "kai: \($0)" })
                #expect(told.contains("Action, kai waves"))
                #expect(told.last?.hasPrefix("Problem, there is no command /nosuch") == true)
            }
        }

        @Test func `A terminal that can show no screen gets lines, over a crash of the host, until a kick`()
            async throws
        {
            try await Journey.take { journey in
                let host = try await journey.serve()
                try await host.isOwned()
                let kai = try LineTerminal(of: "kai", in: journey, at: host)
                try await kai.shows("so this is --plain")
                try await kai.shows("You are kai in #lobby")
                kai.type("hello")
                try await kai.shows("kai: hello")
                try await host.crash()
                try await kai.shows("Connection lost; trying again in ")
                kai.type("typed in the dark")
                try await kai.shows("Kept until the connection is back: 1 message")
                let again = try await journey.serve(port: host.address.port)
                try await kai.shows("connected again; nothing was missed")
                try await kai.shows("kai: typed in the dark")
                let kick = try await journey.parlor(
                    "kick", "lobby", "kai", "--reason", "\u{1B}[2Jtea", "--server", again.url, "--data", journey.data)
                try #require(kick.status == 0, "\(kick.errors)")
                try await kai.shows("You were removed from #lobby by ")
                #expect(try await kai.program.end().status == 1)
                let lines = kai.output().replacing("\r\n", with: "")
                let harmful = lines.unicodeScalars.filter { $0.properties.generalCategory == .control }
                #expect(harmful.isEmpty, "\(lines.debugDescription)")
                #expect(kai.output().matches(of: /kai: typed in the dark/).count == 1, "\(kai.output())")
            }
        }

        @Test(arguments: [SIGINT, SIGTERM])
        func `A signal ends it, as the shells have it`(signal: Int32) async throws {
            try await Journey.take { journey in
                let host = try await journey.serve()
                let kai = try LineTerminal(of: "kai", in: journey, at: host)
                try await kai.shows("You are kai in #lobby")
                kai.program.send(signal)
                #expect(try await kai.program.end().status == 128 + signal)
                let who = try await journey.parlor("who", "lobby", "--server", host.url)
                #expect(!who.output.contains("kai"))
            }
        }

        @Test func `It ends when nobody reads any more what it prints`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve()
                let reader = try journey.start(
                    ["join", "--plain", "--server", host.url], by: "kai",
                    shell: #"cd '\#(journey.folder.path)'; mkfifo open; exec 3<>open; "$0" "$@" <open 3>&- | head -2"#)
                try await eventually("it has ended") {
                    _ = try await journey.parlor("send", "lobby", "--server", host.url, by: "ci", input: "more")
                    return !reader.isRunning
                }
                #expect(reader.printed.split(separator: "\n").count == 2, "\(reader.printed)")
            }
        }
    }
}

/// Somebody who joins the lobby before a terminal that can do nothing but print.
private final class LineTerminal {
    let program: RunningProgram
    private let terminal: PseudoTerminal
    private var printed = ""

    init(of person: String, in journey: Journey, at host: Host) throws {
        terminal = try PseudoTerminal(columns: 80, rows: 24)
        program = try journey.start(["join", "--server", host.url], by: person, terminal: terminal)
    }

    deinit { terminal.close() }

    func type(_ line: String) { terminal.type(line + "\n") }

    /// All that it has printed, with what was typed.
    func output() -> String {
        printed += terminal.output()
        return printed
    }

    func shows(_ text: String) async throws {
        do {
            try await eventually(text) { output().contains(text) }
        } catch is NotSeen {
            throw NotSeen(description: "not in the lines: \(text), but \(output().debugDescription)")
        }
    }
}
