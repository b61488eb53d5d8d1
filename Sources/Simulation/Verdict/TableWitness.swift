import ActorWire
import ParlorGames
import ParlorRooms

/// Watches what one line brings of the matches at a table.
struct TableWitness {
    private let judge: Judge
    private let scorer: Scorer
    private let line: String
    private var match: String?
    /// The newest that the line brought.
    private var revision = 0
    /// What views and frames have made of the arena, in a game with ticks; nil when something was left out.
    private var arena: Tron.View?
    /// Whether the line's reader was ever slow.
    var mayMissFrames = false

    init(_ judge: Judge, _ scorer: Scorer, line: String) {
        self.judge = judge
        self.scorer = scorer
        self.line = line
    }

    mutating func told(_ view: MatchView) {
        if view.match == match {
            judge.check(view.revision >= revision) {
                "\(line) brought revision \(view.revision) after revision \(revision)"
            }
        }
        if scorer.hasTicks {
            let told = try? view.view.decode(Tron.View.self)
            if view.match == match, view.revision == revision, let arena, let told, arena.players == told.players {
                judge.check(arena == told) { "\(line) brought frames that make another revision \(revision)" }
            }
            arena = told
        } else {
            scorer.saw(view)
        }
        (match, revision) = (view.match, view.revision)
    }

    mutating func told(_ frame: MatchFrame) {
        let isNext = frame.match == match && frame.revision == revision + 1
        if frame.match == match {
            judge.check(isNext || mayMissFrames && frame.revision > revision) {
                "\(line) brought frame \(frame.revision) after revision \(revision)"
            }
        }
        arena = isNext ? arena.flatMap(frame.changing) : nil
        (match, revision) = (frame.match, frame.revision)
    }
}

extension MatchFrame {
    /// What the frame makes of the arena before it.
    fileprivate func changing(_ arena: Tron.View) -> Tron.View? {
        guard let delta = try? delta.decode(Tron.Delta.self) else { return nil }
        var arena = arena
        Tron.apply(delta, to: &arena)
        return arena
    }
}
