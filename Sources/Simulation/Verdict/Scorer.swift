import ActorWire
import ParlorGames
import ParlorRooms

/// Knows which moves were answered, and compares the records of the matches with them.
// Sendable: see RunQueue.
final class Scorer: @unchecked Sendable {
    private struct Played: Hashable {
        let seat: Int
        let text: String
        let id: String
    }

    private let judge: Judge
    private var moves: [String: [Int: Played]] = [:]

    init(_ judge: Judge) { self.judge = judge }

    /// The matches in which a move was answered.
    var matches: Set<String> { Set(moves.keys) }

    /// A move was answered.
    func played(_ move: MoveRequest, by seat: Int, as revision: Int) {
        guard let match = move.match, let text = move.text else { return }
        let played = Played(seat: seat, text: text, id: move.id)
        let before = moves[match]?[revision]
        judge.check(before == nil || before == played) {
            "revision \(revision) of a match was answered to \(before?.id ?? "") and to \(move.id)"
        }
        moves[match, default: [:]][revision] = played
    }

    /// Each record must be one that could have happened, with every move in its place.
    func compare(_ records: [MatchRecord]) {
        for record in records {
            let moves = moves[record.result.id] ?? [:]
            do {
                var replay = try Replay(record)
                for (revision, played) in moves.sorted(by: { $0.key < $1.key }) {
                    let last = try replay.view(at: revision).last
                    judge.check(revision <= replay.end && last?.seat == played.seat && last?.text == played.text) {
                        "the record has \(last?.text ?? "nothing") at revision \(revision), where \(played.id) played"
                            + " \(played.text)"
                    }
                }
                let end = try replay.view(at: replay.end)
                judge.check(end.outcome == record.result.outcome) { "a record ends otherwise than its result says" }
            } catch {
                judge.check(false) { "a record cannot be replayed: \(error)" }
            }
        }
    }
}
