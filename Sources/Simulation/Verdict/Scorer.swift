import ActorWire
import ParlorGames
import ParlorRooms

/// Knows which moves were answered and what was seen of the matches, and compares their records with that.
// Sendable: see RunQueue.
final class Scorer: @unchecked Sendable {
    private struct Played: Equatable {
        let seat: Int
        let move: MoveRequest
        let revision: Int
    }

    /// What is known of one match.
    private struct Sheet {
        var moves: [Played] = []
        /// In a game of turns, what was told of it, by the revisions.
        var views: [Int: MatchView] = [:]
        /// How often each seat has asked for an undo.
        var wishes: [Int: Int] = [:]
    }

    /// Whether time passes in the game that is played here, so that a crash takes a moment of it back.
    let hasTicks: Bool
    private let judge: Judge
    private var sheets: [String: Sheet] = [:]

    init(_ judge: Judge, hasTicks: Bool) {
        self.judge = judge
        self.hasTicks = hasTicks
    }

    /// The matches in which a move was answered.
    var matches: Set<String> { Set(sheets.filter { !$0.value.moves.isEmpty }.keys) }

    // MARK: What happens

    /// A move was answered.
    func played(_ move: MoveRequest, by seat: Int, as revision: Int) {
        guard let match = move.match else { return }
        let played = Played(seat: seat, move: move, revision: revision)
        let others = sheets[match]?.moves ?? []
        if !hasTicks {
            let other = others.first { $0.revision == revision }
            judge.check(other == nil || other == played) {
                "revision \(revision) of a match was answered to \(other?.move.id ?? "") and to \(move.id)"
            }
        }
        if !others.contains(played) { sheets[match, default: Sheet()].moves.append(played) }
    }

    /// Somebody asks that the last move be taken back.
    func wishesUndo(of match: String, by seat: Int) { sheets[match, default: Sheet()].wishes[seat, default: 0] += 1 }

    /// Somebody was told of a match, in a game of turns that hides nothing: all are told the same.
    func saw(_ view: MatchView) {
        if let other = sheets[view.match]?.views[view.revision] {
            judge.check(other.view == view.view && other.turn == view.turn && other.outcome == view.outcome) {
                "revision \(view.revision) of a match was told in two ways"
            }
        }
        sheets[view.match, default: Sheet()].views[view.revision] = view
    }

    /// Somebody asked for the match after one of their moves was answered.
    func saw(_ view: MatchView, after revision: Int) {
        judge.check(view.revision >= revision) {
            "a move was answered as revision \(revision), and then the match was at revision \(view.revision)"
        }
    }

    // MARK: What is kept

    /// Each record must be one that could have happened, with every move in its place.
    func compare(_ records: [MatchRecord]) {
        for record in records {
            let sheet = sheets[record.result.id] ?? Sheet()
            do {
                var replay = try Replay(record)
                let end = try replay.view(at: replay.end)
                judge.check(end.outcome == record.result.outcome) { "a record ends otherwise than its result says" }
                if hasTicks {
                    compareTicks(sheet, record)
                } else {
                    try compareTurns(sheet, record, &replay)
                }
            } catch {
                judge.check(false) { "a record cannot be replayed: \(error)" }
            }
        }
    }

    /// A record has nothing of what was taken back, which the room's revisions count once more.
    private func compareTurns(_ sheet: Sheet, _ record: MatchRecord, _ replay: inout Replay) throws {
        let undone = record.result.revision - replay.end
        let views = sheet.views.values.filter { $0.outcome == nil }.sorted { $0.revision < $1.revision }
        for played in sheet.moves {
            let before = views.last { $0.revision <= played.revision }?.undone ?? 0
            // Else it may have been taken back.
            guard before == undone else { continue }
            let revision = played.revision - undone
            let last = try replay.view(at: revision).last
            judge.check(revision <= replay.end && last?.seat == played.seat && last?.text == played.move.text) {
                "the record has \(last?.text ?? "nothing") at revision \(revision), where \(played.move.id) played"
                    + " \(played.move.text ?? "")"
            }
        }
        let undos = zip(views, views.dropFirst()).count { $0.undone < $1.undone }
        for (seat, player) in record.result.players.enumerated() where player.member != nil {
            judge.check(undos <= sheet.wishes[seat] ?? 0) {
                "\(undos) undos happened in a match, of which \(player.name) wanted \(sheet.wishes[seat] ?? 0)"
            }
        }
        if let last = sheet.views[record.result.revision] {
            let end = try replay.view(at: replay.end)
            judge.check(last.view == end.view) { "a record ends otherwise than was told" }
        }
    }

    /// Each move must be in the tick in which it was answered.
    private func compareTicks(_ sheet: Sheet, _ record: MatchRecord) {
        var tick = 0
        var kept: [(tick: Int, seat: Int, move: Value)] = []
        for event in record.record["events"]?.array ?? [] {
            if let count = event["ticks"]?.int { tick += count }
            if let move = event["move"]?.array, move.count == 2, let seat = move[0].int {
                kept.append((tick, seat, move[1]))
            }
        }
        for played in sheet.moves {
            let place = kept.firstIndex {
                $0.tick == played.revision && $0.seat == played.seat && $0.move == played.move.move
            }
            judge.check(place != nil) { "the record has not \(played.move.id), answered in tick \(played.revision)" }
            if let place { kept.remove(at: place) }
        }
    }
}

extension MatchView {
    /// How many revisions went to moves that were taken back, and to taking them back: each disc that lies there is of
    /// one of the others.
    fileprivate var undone: Int {
        revision - (view["columns"]?.array ?? []).reduce(0) { $0 + ($1.array?.count ?? 0) }
    }
}
