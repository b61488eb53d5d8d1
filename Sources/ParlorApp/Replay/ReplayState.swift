import ParlorBoards
import ParlorGames
import ParlorRooms
import Terminal

/// A finished match that somebody looks at again: where they are in it, and whether it plays.
struct ReplayState: Sendable {
    private var replay: Replay
    private(set) var board: any BoardSession
    /// The revision that is shown; the first is 0.
    private(set) var position = 0
    private(set) var isPlaying = false
    private(set) var speed = ReplaySpeed.normal
    /// From whose eyes it is seen. What was hidden from them then is hidden again.
    private(set) var eyes = Audience.referee
    /// The move that led to the position, as people write it.
    private(set) var last: MatchView.Played?
    /// The number that is being typed, to go there; nil while none is.
    private(set) var typed: String?
    /// Why the match cannot be shown from here on.
    private(set) var trouble: String?
    /// The time that has passed since the last step.
    private var waited = Duration.zero

    /// - Throws: `Rejection` when the record is of no game that is known, or of other rules, or could not have happened.
    init(_ record: MatchRecord, from catalog: GameCatalog = .standard, look: Look = Look()) throws(Rejection) {
        replay = try Replay(record, from: catalog)
        board = BoardCatalog.session(for: record.result.game)
        board.look = look
        board.names = record.result.players.map(\.name)
        go(to: 0)
    }

    var result: MatchResult { replay.result }
    var info: GameInfo { replay.game.info }
    /// The last revision.
    var end: Int { replay.end }

    /// What the terminal can show.
    var look: Look {
        get { board.look }
        set { board.look = newValue }
    }

    // MARK: Playing

    /// How long until the picture changes by itself; nil while it stands still.
    var untilNextStep: Duration? { isPlaying ? max(pace - waited, .zero) : nil }

    private var pace: Duration { speed.pace(rate: info.tickRate ?? 1) }

    /// Lets time pass. Steps for which there was no time are passed over.
    ///
    /// - Returns: Whether there is something new to see.
    mutating func pass(_ time: Duration) -> Bool {
        guard isPlaying else { return false }
        waited += max(time, .zero)
        guard waited >= pace else { return false }
        let steps = waited / pace
        let (isLast, count) = steps >= Double(end - position) ? (true, 0) : (false, Int(steps))
        waited = isLast ? .zero : max(waited - pace * count, .zero)
        go(to: isLast ? end : position + count)
        return true
    }

    mutating func togglePlaying() {
        if !isPlaying, position == end { go(to: 0) }
        isPlaying.toggle()
        waited = .zero
    }

    mutating func change(speed: ReplaySpeed) {
        self.speed = speed
        waited = .zero
    }

    // MARK: Looking

    /// Shows a revision; the nearest there is.
    mutating func go(to revision: Int) {
        position = min(max(revision, 0), end)
        if position == end { isPlaying = false }
        show()
    }

    mutating func look(through eyes: Audience) {
        self.eyes = eyes
        show()
    }

    private mutating func show() {
        do {
            let view = try replay.view(at: position, for: eyes)
            last = view.last
            var snapshot = MatchSnapshot(view)
            // Going back is nothing new in the same match: each look is one of its own.
            snapshot.match = "\(view.match)/\(position)"
            board.update(snapshot)
        } catch {
            trouble = "\(error)"
            isPlaying = false
        }
    }

    // MARK: The number to go to

    mutating func type(_ digit: Character?) {
        typed = String(((typed ?? "") + (digit.map(String.init) ?? "")).prefix(7))
    }

    mutating func eraseDigit() { typed = typed?.isEmpty == false ? typed.map { String($0.dropLast()) } : nil }

    /// Goes to the number that was typed, or forgets it.
    mutating func finishTyping(going isGoing: Bool) {
        if isGoing, let number = typed.flatMap({ Int($0) }) { go(to: number) }
        typed = nil
    }
}

extension MatchSnapshot {
    init(_ view: MatchView) {
        self.init(
            match: view.match, revision: view.revision, seat: view.seat, view: view.view, turn: view.turn,
            last: view.last.map { LastMove(seat: $0.seat, move: $0.move, text: $0.text) }, outcome: view.outcome)
    }
}
