internal import ActorWire
public import ParlorGames

/// A finished match, to be looked at again revision by revision.
///
/// ```swift
/// var replay = try Replay(record)
/// for revision in 0...replay.end { show(try replay.view(at: revision)) }
/// ```
public struct Replay: Sendable {
    public let result: MatchResult
    public let game: AnyGame
    private var playback: any CodedPlayback

    /// - Throws: `Rejection` `unknown_game`, or when the record is of other rules than those that this program has, or
    ///   could not have happened.
    public init(_ match: MatchRecord, from catalog: GameCatalog = .standard) throws(Rejection) {
        guard let game = catalog[match.result.game] else {
            throw Rejection("unknown_game", "there is no game of this name here")
        }
        result = match.result
        self.game = game
        playback = try game.play(back: match.record)
    }

    /// The last revision; the first is 0. In a game with ticks each is a tick, else an event.
    public var end: Int { playback.end }

    /// The match as it was.
    ///
    /// - Parameters:
    ///   - revision: Taken to the nearest there is.
    ///   - audience: Default: one who sees what was hidden, too.
    public mutating func view(at revision: Int, for audience: Audience = .referee) throws -> MatchView {
        if revision != playback.revision { try playback.go(to: revision) }
        var turn: [Int] = []
        if case .seats(let seats) = playback.turn { turn = seats }
        var seat: Int?
        if case .seat(let number) = audience { seat = number }
        return MatchView(
            match: result.id, revision: playback.revision, seat: seat, view: try playback.view(for: audience),
            turn: turn, last: last(for: audience), outcome: playback.outcome)
    }

    /// The move that led to where the playback stands, as far as the audience could see it.
    private func last(for audience: Audience) -> MatchView.Played? {
        guard let last = playback.last else { return nil }
        let isVisible = game.info.showsMoves || audience == .referee || audience == .seat(last.seat)
        return isVisible ? last : nil
    }
}
