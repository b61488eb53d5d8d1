import ActorClient
import ActorDefinition
import ActorWire
import Foundation
import Logging
import ParlorRooms
import ProgramTesting
import Testing

extension Journeys {
    /// Matches from the shell: listed, watched, kept and seen again.
    @Suite struct GameScripts {
        @Test func `A match is listed while it is played, kept as a file, and replayed the same every time`()
            async throws
        {
            try await Journey.take { journey in
                let host = try await journey.serve()
                let file = journey.folder.appending(path: "match.json").path
                try await withThrowingTaskGroup { group in
                    let players = try await host.address.match(in: "friday", &group)
                    try await players.drop(columns: 4, 1, 5, 1, 6, 2)
                    try await eventually("the match is listed", every: pause) {
                        let live = try await journey.parlor("watch", "--server", host.url)
                        return live.output.contains("friday  Connect Four  mika, kai")
                    }
                    try await players.drop(columns: 7)
                    try await eventually("the match is kept", every: pause) {
                        let list = try await journey.parlor("record", "friday", "--server", host.url)
                        return list.output.contains("won by mika: four in a row")
                    }
                    players.close()
                    try await group.waitForAll()
                }
                let record = try await journey.parlor("record", "friday", "last", "--server", host.url)
                try Data(record.output.utf8).write(to: URL(filePath: file))

                let replays = try await [
                    journey.parlor("replay", file, "--print"), journey.parlor("replay", "-", input: record.output),
                ]
                #expect(replays.allSatisfy { $0.output == replays[0].output && $0.status == 0 })
                #expect(replays[0].output.contains("mika wins: four in a row"), "\(replays[0].output)")
                #expect(replays[0].output.contains("[●]│[●]│[●]│[●]"))

                let screen = try await journey.terminal(of: "mika")
                try await screen.say("parlor replay '\(file)'")
                try await screen.shows(" 0/7 ")
                try await screen.press("Space")
                try await screen.shows(" 2/7 ")
                try await screen.press("End")
                try await screen.shows("[●]│[●]│[●]│[●]")
                try await screen.press("q")
                try await screen.isBackInTheShell()
            }
        }

        @Test func `What is no record is refused with its reason`() async throws {
            try await Journey.take { journey in
                for (input, words) in [
                    ("{}", "standard input is no record of a match: it is JSON of something else (result: is missing)"),
                    ("1. e4 e5 2. Ke3", "2. Ke3"), ("", "empty"),
                ] {
                    let outcome = try await journey.parlor("replay", "-", input: input)
                    #expect(outcome.status == 1)
                    #expect(outcome.errors.contains(words), "\(outcome.errors)")
                }
            }
        }

        @Test func `Chess goes in and out as PGN`() async throws {
            try await Journey.take { journey in
                let game = "[White \"Ana\"]\n[Black \"Bo\"]\n\n1. f3 e5 2. g4 Qh4# 0-1\n"
                let printed = try await journey.parlor("replay", "-", "--pgn", input: game)
                #expect(printed.output.hasSuffix("\n\n1. f3 e5 2. g4 Qh4# 0-1\n"), "\(printed.output)")
                #expect(printed.output.contains("[White \"Ana\"]"))
            }
        }

        @Test func `A table with a bot is made by its name, and wrong options are refused before`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve()
                let wrong = try await journey.parlor("play", "connect4", "time=soon", "--server", host.url)
                #expect(wrong.errors.contains("time=soon: it is 0 to 86400 seconds"), "\(wrong.errors)")
                let unknown = try await journey.parlor("play", "connect4", "--bot", "kind", "--server", host.url)
                #expect(unknown.errors.contains("Connect Four has these bots"), "\(unknown.errors)")
                let screen = try await journey.terminal(of: "mika")
                try await screen.say("parlor play connect4 columns=5 room=den --bot random --server \(host.url)")
                try await eventually("the table is listed", every: pause) {
                    try await journey.parlor("rooms", "--server", host.url).output.contains("den")
                }
            }
        }
    }
}

/// Looking more often would be too often for a host.
private let pause = Duration.milliseconds(500)

/// Two programs that play Connect Four.
private struct Players {
    let mika: ActorClient<GameRoom>
    let kai: ActorClient<GameRoom>
    /// So that each player knows whose turn it is.
    private let played = Counter()

    init(at address: ServerAddress, in room: String) throws {
        mika = try address.player("mika", room)
        kai = try address.player("kai", room)
    }

    /// - Parameter columns: Counted from 1.
    func drop(columns: Int...) async throws {
        for column in columns {
            let number = await played.next()
            let player = number.isMultiple(of: 2) ? mika : kai
            _ = try await player.move(MoveRequest(id: "m\(number)", text: "\(column)"))
        }
    }

    func close() {
        mika.close()
        kai.close()
    }
}

private actor Counter {
    private var count = 0
    func next() -> Int {
        defer { count += 1 }
        return count
    }
}

extension ServerAddress {
    /// A match of Connect Four that has begun; the clients run in the group.
    fileprivate func match(in room: String, _ group: inout ThrowingTaskGroup<Void, any Error>) async throws -> Players {
        _ = try await ControlClient(server: self).create(
            GameRoom(), key: try ActorKey([room]), input: GameSetup(game: "connect4"))
        let players = try Players(at: self, in: room)
        for player in [players.mika, players.kai] {
            group.addTask { _ = await player.run() }
            _ = try await player.sit()
        }
        for player in [players.mika, players.kai] { _ = try await player.ready(true) }
        try await eventually("the match begins", every: pause) { try await players.mika.table().phase == .playing }
        return players
    }

    fileprivate func player(_ name: String, _ room: String) throws -> ActorClient<GameRoom> {
        let token = String(repeating: name, count: 8)
        return try ActorClient(
            GameRoom(), key: try ActorKey([room]), server: self, configuration: ClientConfiguration(),
            logger: Logger(label: name) { _ in SwiftLogNoOpLogHandler() }
        ) { Introduction(name: name, token: token) }
    }
}
