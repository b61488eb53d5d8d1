public import ActorWire
public import ParlorGames

/// A game with its types erased: what a room needs to play it in coded forms.
public struct AnyGame: Sendable {
    private let game: any Game.Type

    public init(_ game: any Game.Type) { self.game = game }

    public var info: GameInfo { game.info }

    /// The levels of its bots, the weakest first.
    public var bots: [String] { Self.levels(of: game) }

    /// The names of its options.
    public var options: [String] { Self.names(of: game) }

    /// Whether what changes with a tick can be sent instead of the whole view.
    public var hasDeltas: Bool { game is any RealTimeGame.Type }

    /// Refuses what is no option of it: reading the others passes it over, and nobody would learn of a slip of the pen.
    ///
    /// - Throws: `Rejection` `options`.
    func requireKnown(_ options: Value?) throws(Rejection) {
        guard let unknown = options?.object?.first(where: { !self.options.contains($0.name) }) else { return }
        let name = CleanText(unknown.name, .line).text.prefix(40)
        let all = self.options.isEmpty ? "none" : self.options.joined(separator: ", ")
        throw Rejection("options", "\(info.title) has no option “\(name)”: it has \(all)")
    }

    /// Begins a match.
    ///
    /// - Parameter options: The game's own, in their coded form; nil for its defaults.
    /// - Throws: `Rejection` when the options are none of this game, or make no game for so many.
    public func start(
        _ options: Value? = nil, seats: Int, seed: UInt64
    ) throws(Rejection) -> any CodedMatch {
        try Self.start(game, options, seats: seats, seed: seed)
    }

    /// Plays a record again: a match in progress as it was, or a finished one.
    ///
    /// - Throws: `Rejection` when it is no record of this game and its rules.
    public func restore(_ record: Value) throws(Rejection) -> any CodedMatch {
        try Self.restore(game, record)
    }

    /// Opens a record to be looked at, at its beginning.
    ///
    /// - Throws: `Rejection` when it is no record of this game and its rules.
    func play(back record: Value) throws(Rejection) -> any CodedPlayback {
        try Self.play(game, back: record)
    }
}

// Each opens the erased type.
extension AnyGame {
    private static func names<G: Game>(of game: G.Type) -> [String] { G.Options.names }

    private static func levels<G: Game>(of game: G.Type) -> [String] { G.bots.map(\.level) }

    private static func start<G: Game>(
        _ game: G.Type, _ options: Value?, seats: Int, seed: UInt64
    ) throws(Rejection) -> any CodedMatch {
        let options = try options.map { options throws(Rejection) in
            try decode(G.Options.self, options, "options", "these are no options of \(G.info.title)")
        }
        return try TypedMatch(Match<G>(seed: seed, seats: seats, options: options ?? G.Options()))
    }

    private static func restore<G: Game>(_ game: G.Type, _ record: Value) throws(Rejection) -> any CodedMatch {
        try TypedMatch(Match<G>(replaying: try decodeRecord(of: game, record)))
    }

    private static func play<G: Game>(
        _ game: G.Type, back record: Value
    ) throws(Rejection) -> any CodedPlayback {
        try TypedPlayback<G>(try decodeRecord(of: game, record))
    }

    private static func decodeRecord<G: Game>(of game: G.Type, _ record: Value) throws(Rejection) -> Record<G> {
        try decode(Record<G>.self, record, "record", "this is no record of \(G.info.title)")
    }
}

/// Reads what came from outside.
///
/// - Throws: `Rejection` with the given code and sentence.
func decode<T: Decodable>(
    _ type: T.Type, _ value: Value, _ code: String, _ sentence: String
) throws(Rejection) -> T {
    do { return try value.decode(type) } catch { throw Rejection(code, sentence) }
}
