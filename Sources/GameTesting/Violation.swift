/// A promise of the contract of games that a game did not keep, and where.
public struct Violation: Sendable, Hashable, CustomStringConvertible {
    /// What every game promises.
    public enum Promise: String, Sendable, Hashable, CaseIterable {
        case description = "a game describes itself"
        case options = "options have defaults, and are bounded"
        case turn = "a turn names seats of the match"
        case moves = "who is to move has a move, and nobody else has"
        case accepted = "every enumerated move is accepted"
        case enumerated = "no other move is accepted"
        case unchanged = "a rejected move leaves the match unchanged"
        case text = "what is written of a move is read as that move"
        case replay = "replaying the record gives the same match"
        case coding = "encoding and decoding change nothing"
        case secrets = "nobody sees what is hidden from them"
        case dealing = "what is hidden can be dealt anew"
        case timeouts = "whose time is over moves or forfeits, and the match ends"
        case forfeits = "who forfeits is out, and the match ends"
        case outcome = "a match ends with a place for every seat"
        case bots = "a bot chooses one of the moves, and the same from the same randomness"
        case deltas = "a delta makes the newer view of the older one"
    }

    public var promise: Promise
    /// What was seen instead.
    public var finding: String
    /// The match in which it was seen, by its seed and number of seats, and its revision then; nil where no match had
    /// begun.
    public var seed: UInt64?
    public var seats: Int?
    public var revision: Int?

    public var description: String {
        let place = [
            ("seed", seed.map(String.init)), ("seats", seats.map(String.init)), ("revision", revision.map(String.init)),
        ]
        .compactMap { name, value in value.map { "\(name) \($0)" } }
        return "\(promise.rawValue), but \(finding)" + (place.isEmpty ? "" : " (\(place.joined(separator: ", ")))")
    }
}
