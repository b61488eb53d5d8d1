import ParlorGames
import ParlorRooms

extension CommandTable {
    static let games = [
        Command("play", "GAME [KEY=VALUE …]", "sits down to a game, in a room with a free seat or a new one", [.game]) {
            words throws(CommandError) in .play(try GameOrder(&words))
        },
        Command("watch", "[ROOM]", "shows the games that are played, or goes to one", [.room]) { words in
            .watch(words.next().map(RoomWord.name))
        },
        Command("seat", "", "takes a seat; again: gets up before the game begins") { _ in .seat },
        Command("ready", "[off]", "says that you are ready; off: that you are not") { words throws(CommandError) in
            switch words.next() {
            case nil: return .ready(true)
            case "off": return .ready(false)
            default: throw CommandError(message: "/ready says that you are, /ready off that you are not")
            }
        },
        Command("move", "MOVE", "plays a move: /move e4, /move 3, /move 4x5", [.text]) { words throws(CommandError) in
            guard let text = words.text() else { throw CommandError(message: "MOVE is missing") }
            return .move(text)
        },
        Command("bot", "add|remove [LEVEL|SEAT]", "gives a seat to a bot, or takes it away", [.text]) {
            words throws(CommandError) in try botIntent(&words)
        },
        Command("undo", "", "asks to take the last move back; done when all agree") { _ in .game(.undo) },
        Command("draw", "", "offers a draw, or agrees to one") { _ in .game(.draw) },
        Command("resign", "", "gives up the match") { _ in .game(.resign) },
        Command("rematch", "", "wants to play again; begins when all do") { _ in .game(.rematch) },
        Command("replay", "[NUMBER]", "plays a finished match of this room again; 1 is the newest", [.text]) {
            words throws(CommandError) in
            guard let word = words.next() else { return .replay(1) }
            guard let number = Int(word), number > 0 else {
                throw CommandError(message: "NUMBER counts from 1, the newest")
            }
            return .replay(number)
        },
        Command("top", "[GAME]", "lists the best players of a game", [.game]) { words in .top(words.next()) },
        Command("rules", "[GAME]", "tells how a game is played", [.game]) { words in .rules(words.next()) },
    ]

    private static func botIntent(_ words: inout Words) throws(CommandError) -> Intent {
        switch words.next() {
        case "add": return .game(.addBot(level: words.next()))
        case "remove":
            guard let word = words.next() else { return .game(.removeBot(seat: nil)) }
            guard let seat = Int(word), seat > 0 else {
                throw CommandError(message: "SEAT is the number of a seat, from 1")
            }
            return .game(.removeBot(seat: seat - 1))
        default: throw CommandError(message: "add or remove is missing")
        }
    }
}

/// The name of a room as it is typed, with its `#` or without.
enum RoomWord {
    static func name(_ word: String) -> String { word.hasPrefix("#") ? String(word.dropFirst()) : word }
}

extension GameOrder {
    /// Reads `chess bank=300 increment=2 bot=strong room=#den`: bots and the room, then what the setup is made of.
    init(_ words: inout Words) throws(CommandError) {
        let game = try words.next("GAME").lowercased()
        var bots: [String] = []
        var room: String?
        var options: [String] = []
        while let word = words.next() {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            switch parts[0] {
            case "bot": bots.append(try Self.level(parts.count > 1 ? parts[1] : "", in: game))
            case "room":
                guard parts.count > 1, !parts[1].isEmpty else {
                    throw CommandError(message: "room=NAME needs a name")
                }
                room = RoomWord.name(parts[1])
            default: options.append(word)
            }
        }
        do {
            self.init(setup: try GameSetup(game: game, words: options), room: room, bots: bots)
        } catch {
            throw CommandError(message: error.message)
        }
    }

    /// A bot that the game has not is refused before there is a room for it.
    private static func level(_ level: String, in game: String) throws(CommandError) -> String {
        guard !level.isEmpty, let known = GameCatalog.standard[game], !known.bots.contains(level) else { return level }
        throw CommandError(
            message: "bot=\(level): \(known.info.title) has these bots: \(known.bots.joined(separator: ", "))")
    }
}
