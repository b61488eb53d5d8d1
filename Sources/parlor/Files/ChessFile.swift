import ActorWire
import Foundation
import ParlorGames
import ParlorRooms

/// Matches of chess in Portable Game Notation.
enum ChessFile {
    /// - Throws: `Rejection` when the match is none of chess, or could not have happened.
    static func text(of match: MatchRecord) throws -> String {
        guard match.result.game == Chess.info.id, let record = try? match.record.decode(Record<Chess>.self) else {
            throw Rejection("no_chess", "PGN is for chess, and this is a match of \(match.result.game)")
        }
        var pgn = Chess.PGN(record)
        // Nothing is known of a match that was read from a file of another program.
        if match.result.started.milliseconds > 0 {
            pgn.site = "Parlor"
            pgn.date = Moment.date(match.result.started, separator: ".")
        }
        let names = match.result.players.map(\.name)
        if names.count == 2 { (pgn.white, pgn.black) = (names[0], names[1]) }
        return try pgn.text()
    }

    /// Whether a text is meant as PGN: it begins with a tag, a comment or the number of a move.
    static func looksLikeOne(_ text: String) -> Bool {
        text.firstMatch(of: /^[\s\x{FEFF}]*(\[\w|;|%|\d+\s*\.)/) != nil
    }

    /// - Throws: `Rejection` when the text is no game of chess.
    static func record(of text: String) throws -> MatchRecord {
        let pgn = try Chess.PGN(reading: text)
        let match = try Match(replaying: pgn.record)
        let unknown = Timestamp(milliseconds: 0)
        let result = MatchResult(
            id: "pgn", game: Chess.info.id, players: [.init(name: pgn.white), .init(name: pgn.black)],
            outcome: match.outcome ?? .draw(of: 2, "unfinished"), seed: "", seedHash: "", revision: match.revision,
            started: unknown, ended: unknown)
        return MatchRecord(result: result, record: try Value(encoding: pgn.record))
    }
}
