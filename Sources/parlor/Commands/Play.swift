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
            move; bot=LEVEL, room=NAME, private, unrated, and what the game offers itself, which `parlor rules GAME` names.

            `parlor games` lists the games.
            """)

    @Argument(help: GameCatalog.argumentHelp) var game: String
    @Argument(help: "Options of the table: time=30, private.") var setup: [String] = []
    @Option(name: .shortAndLong, help: ArgumentHelp("Play against a bot at once.", valueName: "LEVEL")) var bot: String?
    @OptionGroup var options: ServerOptions

    func validate() throws {
        _ = try GameCatalog.standard.game(named: game)
        do { _ = try order } catch { throw ValidationError("\(error)") }
    }

    private var order: GameOrder {
        get throws { try GameOrder(game: game, words: setup + (bot.map { ["bot=\($0)"] } ?? [])) }
    }

    func run() async throws {
        try Screen.require(instead: "`parlor games` and `parlor rules` work without a screen.")
        let (order, finder) = (try order, TableFinder(server: try options.address()))
        let room = try await explainingFailure { try await finder.find(order) }
        try await Screen.open(FoundRoom(name: room, kind: .game), options, log: "play") {
            $0.order = order
        }
    }
}
