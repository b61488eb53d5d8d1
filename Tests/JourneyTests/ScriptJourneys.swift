import ActorClient
import ActorDefinition
import ActorWire
import Foundation
import ParlorRooms
import ProgramTesting
import Testing

extension Journeys {
    /// What scripts do: say, read, list.
    @Suite struct Scripting {
        @Test func `What is sent from a script is printed by tail, once and in order`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve()
                let tail = try journey.start(["tail", "lobby", "--server", host.url], by: "kai")
                for text in ["one", "two\nlines", "three"] {
                    let sent = try await journey.parlor("send", "lobby", "--server", host.url, by: "ci", input: text)
                    #expect(sent.status == 0, "\(sent.errors)")
                }
                try await eventually("tail prints the last") { tail.printed.contains("three") }
                let said = tail.printed.split(separator: "\n").map { $0.hasPrefix(" ") ? $0 : $0.dropFirst(17) }
                #expect(said == ["<ci> one", "<ci> two", "    lines", "<ci> three"].map { $0[...] }, "\(tail.printed)")
            }
        }

        @Test func `Tail begins with as many messages as it is told, also with none`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve()
                let send = ["send", "lobby", "--lines", "--server", host.url]
                _ = try await journey.parlor(send, by: "ci", input: "one\ntwo\nthree\n")
                let two = try journey.start(["tail", "lobby", "--count", "2", "--server", host.url], by: "kai")
                let none = try journey.start(["tail", "lobby", "--count", "0", "--server", host.url], by: "jo")
                try await eventually("the newest two") { two.printed.contains("three") }
                // Until this tail follows, what is said next is before its beginning.
                try await eventually("tail follows") {
                    _ = try await journey.parlor(send, by: "ci", input: "more\n")
                    return none.printed.contains("more")
                }
                #expect(!two.printed.contains("one"))
                #expect(!none.printed.contains("three"))
            }
        }

        @Test func `A line each is a message each`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve()
                let sent = try await journey.parlor(
                    "send", "lobby", "--lines", "--server", host.url, by: "ci", input: "a\n\nb\nc\n")
                #expect(sent.status == 0, "\(sent.errors)")
                let tail = try await journey.parlor(
                    "tail", "lobby", "--no-follow", "--json", "--server", host.url, by: "kai")
                let texts = try tail.output.split(separator: "\n").map { line in
                    try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])["text"]
                        as? String
                }
                #expect(texts == ["a", "b", "c"])
            }
        }

        @Test func `What a room finds too fast is sent when it is not any more`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve()
                let lines = (1...24).map { "line \($0)" }
                let sent = try await journey.parlor(
                    "send", "lobby", "--lines", "--server", host.url, by: "ci", input: lines.joined(separator: "\n"))
                #expect(sent.status == 0, "\(sent.errors)")
                let tail = try await journey.parlor(
                    "tail", "lobby", "--no-follow", "--count", "100", "--server", host.url, by: "kai")
                #expect(tail.output.split(separator: "\n").map { $0.dropFirst(22) } == lines.map { $0[...] })
            }
        }

        @Test func `Who has to wait for long to send reads why`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve()
                try await host.isOwned()
                let olga = Introduction(name: "olga", token: "olgaolgaolgaolga")
                _ = try await ActorCaller(
                    ChatRoom(), key: try ActorKey(["lobby"]), server: host.address, parameters: olga
                ).setSlow(3)
                let sent = try await journey.parlor(
                    "send", "lobby", "--lines", "--server", host.url, by: "ci", input: "one\ntwo\n")
                #expect(sent.status == 0)
                #expect(sent.errors == "parlor: this room is slow: you may write again in 3 s\n")
            }
        }

        @Test func `To send nothing to a room that is not there is an error`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve()
                let sent = try await journey.parlor("send", "nowhere", "--server", host.url, by: "ci", input: "")
                #expect(sent.status == 1)
                #expect(sent.errors.contains("there is no such room"))
            }
        }

        @Test func `Commands find out that a room is one of a game`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve()
                _ = try await ControlClient(server: host.address).create(
                    GameRoom(), key: try ActorKey(["duel"]), input: GameSetup(game: "connect4"))
                let sent = try await journey.parlor("send", "duel", "--server", host.url, by: "ci", input: "good luck")
                #expect(sent.status == 0, "\(sent.errors)")
                let tail = try await journey.parlor("tail", "duel", "--no-follow", "--server", host.url, by: "kai")
                #expect(tail.output.contains("<ci> good luck"), "\(tail.errors)")
                let audit = try await journey.parlor(
                    "audit", "duel", "--server", host.url, "--data", journey.data, by: "kai")
                #expect(audit.output.contains("Nobody has been moderated in duel"), "\(audit.errors)")
                let none = try await journey.parlor("who", "nowhere", "--server", host.url, by: "kai")
                #expect(none.status == 1 && none.errors.contains("there is no such room"), "\(none.errors)")
            }
        }

        @Test func `Hostile text comes out of tail as printable text alone`() async throws {
            let hostile =
                "\u{1B}[2J\u{1B}]0;owned\u{7}\u{9B}31m\r\u{8}\u{0} \u{202E}olleh\u{202C} \u{2066}\u{200F} "
                + "e" + String(repeating: "\u{301}", count: 10_000) + " \u{FEFF}\u{200B} end"
            try await Journey.take { journey in
                let host = try await journey.serve()
                let sent = try await journey.parlor(
                    "send", "lobby", "--server", host.url, by: "mallory", input: hostile)
                let topic = try await journey.parlor(
                    "send", "lobby", "--server", host.url, "--name", "mal\u{1B}[31m\u{202E}", by: "mallory", input: "hi"
                )
                let tail = try await journey.parlor("tail", "lobby", "--no-follow", "--server", host.url, by: "kai")
                let all = sent.errors + topic.errors + tail.output + tail.errors
                let harmful = all.unicodeScalars.filter { scalar in
                    let category = scalar.properties.generalCategory
                    return scalar != "\n" && (category == .control || category == .format || category == .unassigned)
                }
                #expect(harmful.isEmpty, "\(harmful.map(\.value))")
                #expect(all.contains { $0.unicodeScalars.count > 30 } == false)
                #expect(tail.output.contains("end") || sent.status == 1)
            }
        }

        @Test func `The rooms, people and acts of a host are listed for people and for programs`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve("lobby", "ops", "random")
                try await host.isOwned(room: "ops")
                let ann = try host.address.client("ann", token: "0123456789abcdef", room: "ops")
                try await withThrowingTaskGroup { group in
                    group.addTask { _ = await ann.run() }
                    _ = try await ann.hello()
                    let rooms = try await journey.parlor("rooms", "--server", host.url)
                    #expect(
                        rooms.output.split(separator: "\n").map { $0.prefix { $0 != " " } } == [
                            "lobby", "ops", "random",
                        ])
                    let who = try await journey.parlor("who", "ops", "--server", host.url)
                    #expect(who.output.contains("ann"))
                    let kick = try await journey.parlor(
                        "kick", "ops", "ann", "--reason", "tea", "--server", host.url, "--data", journey.data)
                    try #require(kick.status == 0, "\(kick.errors)")
                    for command in [["rooms"], ["who", "ops"], ["bans", "ops"], ["audit", "ops"]] {
                        let outcome = try await journey.parlor(
                            command + ["--json", "--server", host.url, "--data", journey.data])
                        #expect(outcome.status == 0, "\(command): \(outcome.errors)")
                        let list = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]]
                        #expect(list != nil, "\(command)")
                    }
                    try await group.waitForAll()
                }
            }
        }
    }
}
