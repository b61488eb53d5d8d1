internal import ActorWire
public import ParlorGames

extension GameSetup {
    /// Reads the options of a game as people type them behind its name: `time=30 bank=300 increment=5 columns=8 unrated
    /// private`. What is none of the room's own options is one of the game's. Of a game that is not in the catalog the
    /// room alone knows what it has.
    ///
    /// - Throws: `Rejection` `option` with a sentence about the word that is wrong.
    public init(game: String, words: [String], catalog: GameCatalog = .standard) throws(Rejection) {
        self.init(game: game)
        let known = catalog[game]?.options
        var options: [Value.Member] = []
        for word in words {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2 else {
                try takeFlag(word)
                continue
            }
            guard !parts[0].isEmpty, !parts[1].isEmpty else { throw Self.wrong(word, "an option is a name=value") }
            guard try !take(parts[0], parts[1], word) else { continue }
            if let known, !known.contains(parts[0]) {
                let all = (Self.names + known).joined(separator: ", ")
                throw Self.wrong(word, "there is no such option; there are \(all)")
            }
            guard !options.contains(where: { $0.name == parts[0] }) else { throw Self.wrong(word, "it is said twice") }
            options.append(Value.Member(name: parts[0], value: Self.value(parts[1])))
        }
        if !options.isEmpty { self.options = .object(options) }
    }

    /// The room's own options that have a value.
    private static let names = ["time", "bank", "increment", "absence"]

    private mutating func takeFlag(_ word: String) throws(Rejection) {
        switch word {
        case "private": isPrivate = true
        case "unrated": rated = false
        case "rated": rated = true
        default: throw Self.wrong(word, "options are name=value, private, rated or unrated")
        }
    }

    /// - Returns: Whether it is one of the room's own options.
    private mutating func take(_ name: String, _ text: String, _ word: String) throws(Rejection) -> Bool {
        switch name {
        case "time": moveTime = try Self.seconds(text, in: 0...86_400, word)
        case "bank": bank = try Self.seconds(text, in: 30...86_400, word)
        case "increment": increment = try Self.seconds(text, in: 0...3_600, word)
        case "absence":
            guard let absence = Absence(rawValue: text) else { throw Self.wrong(word, "it is bot or forfeit") }
            self.absence = absence
        default: return false
        }
        return true
    }

    private static func seconds(_ text: String, in range: ClosedRange<Int>, _ word: String) throws(Rejection) -> Int {
        guard let seconds = Int(text), range.contains(seconds) else {
            throw wrong(word, "it is \(range.lowerBound) to \(range.upperBound) seconds")
        }
        return seconds
    }

    private static func value(_ text: String) -> Value {
        switch text {
        case "true", "yes": true
        case "false", "no": false
        default: Int64(text).map { .int($0) } ?? .string(text)
        }
    }

    private static func wrong(_ word: String, _ why: String) -> Rejection {
        Rejection("option", "\(String(word.prefix(60))): \(why)")
    }
}
