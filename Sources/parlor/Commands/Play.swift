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
        let order = GameOrder(setup: try gameSetup, bots: bot.map { [$0] } ?? [])
        let finder = TableFinder(server: try options.address())
        let room = try await explainingFailure { try await finder.find(order) }
        try await Screen.open(FoundRoom(name: room, kind: .game), options, log: "play", order: order)
    }
}
