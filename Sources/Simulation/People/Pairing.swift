import ActorWire
import ParlorGames
import ParlorRooms

/// Who plays what at the table of one simulation.
struct Pairing {
    let players: [String]
    /// What the room is made with.
    let setup: GameSetup

    /// Whether a bot sits at the table from the beginning.
    var hasBot: Bool { players.count == 1 }
    /// Whether time passes in the game.
    var hasTicks: Bool { setup.game == Tron.info.id }

    /// In most simulations nobody plays, since a match takes long.
    init?(_ chance: inout Chance) {
        var setup: GameSetup
        switch chance.below(1_000) {
        case 0..<60:
            setup = GameSetup(game: Tron.info.id, options: ["width": 20, "height": 12, "rounds": 1])
            players = chance.happens(500) ? ["bob"] : ["bob", "cyd"]
        case 60..<160:
            setup = GameSetup(game: ConnectFour.info.id)
            players = ["bob"]
        case 160..<350:
            setup = GameSetup(game: ConnectFour.info.id)
            setup.absence = .forfeit
            players = ["bob", "cyd"]
        default: return nil
        }
        setup.moveTime = 0
        self.setup = setup
    }
}
