import ParlorGames

extension CommandTable {
    static let games = playing + knowing

    /// What needs the board before one's eyes.
    static let playing = [
        Command("play", "GAME [KEY=VALUE …]", "sits down to a game, in a room with a free seat or a new one", [.game]) {
            words throws(CommandError) in .play(try GameOrder(&words))
        },
        Command("watch", "[ROOM]", "shows the games that are played, or goes to one", [.room]) { words in
            .watch(words.next().map(RoomWord.name))
        },
        Command("seat", "", "takes a seat; again: gets up, while no match runs") { _ in .seat },
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
        Command("undo", "", "asks to take your last move back; done when all agree") { _ in .game(.undo) },
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
    ]

    private static let knowing = [
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
    init(_ words: inout Words) throws(CommandError) {
        let game = try words.next("GAME")
        var rest: [String] = []
        while let word = words.next() { rest.append(word) }
        do { try self.init(game: game, words: rest) } catch { throw CommandError(message: error.message) }
    }
}
