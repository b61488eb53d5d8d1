import ActorClient
import ActorDefinition
import ActorWire
import ArgumentParser
import ParlorApp
import ParlorGames
import ParlorRooms

struct Play: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Play a game with whoever is there, or against a bot.",
        discussion: """
            You are led to a table at which others wait, or to a new one. With options, or with --bot, the table is your own:
            time=30 gives 30 seconds for a move, bank=300 increment=5 five minutes for the match and five seconds for each \
            move; private, unrated, and what the game offers itself: columns=8.

            `parlor games` lists the games.
            """)

    @Argument(help: "The game: connect4.") var game: String
    @Argument(help: "Options of the table: time=30, private.") var setup: [String] = []
    @Option(name: .shortAndLong, help: ArgumentHelp("Play against a bot at once.", valueName: "LEVEL")) var bot: String?
    @OptionGroup var options: ServerOptions

    func validate() throws {
        let known = try GameCatalog.standard.game(named: game)
        if let bot, !known.bots.contains(bot) {
            throw ValidationError("\(known.info.title) has these bots: " + known.bots.joined(separator: ", "))
        }
        do { _ = try gameSetup } catch { throw ValidationError("\(error)") }
    }

    private var gameSetup: GameSetup {
        get throws { try GameSetup(game: game.lowercased(), words: setup) }
    }

    func run() async throws {
        try Screen.require(instead: "`parlor games` and `parlor rules` work without a screen.")
        let server = try options.address()
        let tables = Tables(server: server)
        let setup = try gameSetup
        let isOwn = bot != nil || !self.setup.isEmpty
        let room = try await explainingFailure {
            isOwn ? try await tables.make(setup) : try await tables.find(setup)
        }
        let seated = bot.map { ["/seat", "/bot add \($0)", "/ready"] } ?? ["/seat"]
        try await Screen.open(room, options, log: "play", opening: seated)
    }
}

/// Finds or makes rooms in which to play.
private struct Tables {
    let server: ServerAddress

    /// The room to which a quick match leads; it is made when it is not there yet.
    func find(_ setup: GameSetup) async throws -> String {
        let match = try await ActorCaller(Lobby(), key: .empty, server: server).quickMatch(setup.game)
        if match.isNew {
            _ = try await ControlClient(server: server).getOrCreate(
                GameRoom(), key: try ActorKey([match.room]), input: setup)
        }
        return match.room
    }

    /// A new room.
    func make(_ setup: GameSetup) async throws -> String {
        for number in 1...Self.attempts {
            let name = "\(setup.game)-\(number)"
            do {
                _ = try await ControlClient(server: server).create(
                    GameRoom(), key: try ActorKey([name]), input: setup)
                return name
            } catch let error as UserError where error.code == "name_taken" {
                continue
            } catch let error as WireError where error.name == WireError.duplicateKey.name {
                continue
            }
        }
        throw Failure("there are \(Self.attempts) tables of \(setup.game) already; `parlor watch` lists them")
    }

    /// How many names are tried.
    private static let attempts = 200
}
