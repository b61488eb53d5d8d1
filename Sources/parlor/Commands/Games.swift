import ArgumentParser
import ParlorApp
import ParlorGames
import ParlorRooms

struct Games: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the games.", discussion: "`parlor rules GAME` says how one is played.")

    @OptionGroup var output: OutputOptions

    func run() throws {
        try output.print(GameCatalog.standard.games.map(ListedGame.init), empty: "There are no games here.") { game in
            [game.id, game.title, game.players, game.pace, game.summary]
        }
    }
}

struct Rules: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Say how a game is played, and what to type.")

    @Argument(help: GameCatalog.argumentHelp) var game: String

    func validate() throws { _ = try GameCatalog.standard.game(named: game) }

    func run() throws {
        let known = try GameCatalog.standard.game(named: game)
        let game = ListedGame(known)
        let rules = RulesText.lines(of: known.info).joined(separator: "\n")
        print("\(game.title), \(game.players), \(game.pace)\n\n\(rules)\n")
        print("Bots: " + game.bots.joined(separator: ", "))
    }
}

extension GameCatalog {
    /// `The game: connect4, liarsdice, … or chess.`
    static var argumentHelp: ArgumentHelp {
        let ids = standard.games.map(\.info.id)
        return "The game: \(ids.dropLast().joined(separator: ", ")) or \(ids.last ?? "")."
    }

    /// - Throws: `ValidationError` that says which games there are.
    func game(named id: String) throws -> AnyGame {
        if let game = self[id.lowercased()] { return game }
        let known = games.map(\.info.id).joined(separator: ", ")
        throw ValidationError("There is no game \(id). There are: \(known)")
    }
}

/// A game as the shell is told of it.
private struct ListedGame: Encodable {
    let id: String
    let title: String
    let fewest: Int
    let most: Int
    /// Ticks a second.
    let tickRate: Int?
    let joinsLate: Bool
    /// The levels of its bots, the weakest first.
    let bots: [String]
    let help: String

    init(_ game: AnyGame) {
        let info = game.info
        id = info.id
        title = info.title
        fewest = info.seats.lowerBound
        most = info.seats.upperBound
        tickRate = info.tickRate
        joinsLate = info.joinsLate
        bots = game.bots
        help = info.help
    }

    var players: String { fewest == most ? "\(fewest) players" : "\(fewest) to \(most) players" }
    var pace: String { tickRate.map { "\($0) ticks a second" } ?? "move by move" }
    /// The first clause of the help.
    var summary: String {
        String(help.prefix { $0 != "." && $0 != ":" })
    }
}
