public import ParlorGames
public import ParlorRooms

/// A game that somebody wants to play: where, and against whom.
public struct GameOrder: Sendable, Hashable {
    public var setup: GameSetup
    /// The room to play in, which is made when it is not there; nil for one that has a free seat, or a new one.
    public var room: String?
    /// The levels of the bots that still have no seat; an empty one leaves the choice to the room.
    public var bots: [String]
    /// Whether bots were asked for, also when all have their seats by now.
    let isAgainstBots: Bool

    public init(setup: GameSetup, room: String? = nil, bots: [String] = []) {
        self.setup = setup
        self.room = room
        self.bots = bots
        isAgainstBots = !bots.isEmpty
    }

    /// Whether any room of the game will do.
    var takesAny: Bool { room == nil && !isAgainstBots && setup == GameSetup(game: setup.game) }
}

extension GameOrder {
    /// Reads what people type behind the name of a game, as `bank=300 increment=2 bot=strong room=#den`: bots and the
    /// room, then what the setup is made of.
    ///
    /// - Throws: `Rejection` with a sentence about the word that is wrong.
    public init(game: String, words: [String]) throws(Rejection) {
        let game = game.lowercased()
        var bots: [String] = []
        var room: String?
        var options: [String] = []
        for word in words {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            switch parts[0] {
            case "bot": bots.append(try Self.level(parts.count > 1 ? parts[1] : "", in: game))
            case "room":
                guard parts.count > 1, !parts[1].isEmpty else { throw Rejection("option", "room=NAME needs a name") }
                room = RoomWord.name(parts[1])
            default: options.append(word)
            }
        }
        self.init(setup: try GameSetup(game: game, words: options), room: room, bots: bots)
    }

    /// A bot that the game has not is refused before there is a room for it.
    private static func level(_ level: String, in game: String) throws(Rejection) -> String {
        guard !level.isEmpty, let known = GameCatalog.standard[game], !known.bots.contains(level) else { return level }
        let all = known.bots.joined(separator: ", ")
        throw Rejection("option", "bot=\(level): \(known.info.title) has these bots: \(all)")
    }
}
