/// Everything that makes a match what it is: whoever replays it gets the same match.
public struct Record<G: Game>: Codable, Sendable, Equatable {
    /// One thing that happened.
    public enum Event: Sendable, Hashable {
        case move(Seat, G.Move)
        /// So many ticks passed.
        case ticks(Int)
        case forfeit(Seat, Forfeit)
        /// Somebody sat down behind the last seat.
        case join
        /// The players agreed to a draw.
        case draw
    }

    /// The game's id and the version of its rules.
    public let game: String
    public let version: Int
    public let seed: UInt64
    /// How many seats there were at the start.
    public let seats: Int
    public let options: G.Options
    public internal(set) var events: [Event] = []

    init(seed: UInt64, seats: Int, options: G.Options) {
        game = G.info.id
        version = G.info.version
        self.seed = seed
        self.seats = seats
        self.options = options
    }
}
