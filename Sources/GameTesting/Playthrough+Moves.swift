import ActorWire
import ParlorGames

extension Playthrough {
    /// Who may move, and whether it is over, must be told alike by all who can be asked.
    func tryTurn() {
        let turn = match.turn
        switch turn {
        case .seats(let named):
            expect(G.info.tickRate == nil, .turn, "a game with ticks waits for seats \(named)")
            expect(!named.isEmpty, .turn, "nobody is to move")
            expect(Set(named).count == named.count, .turn, "a seat is named twice: \(named)")
            expect(named.allSatisfy(seats.contains), .turn, "a seat is named that there is not: \(named)")
        case .everyTick: expect(G.info.tickRate != nil, .turn, "a game without ticks waits for one")
        case .over: break
        }
        for seat in seats {
            let moves = G.moves(match.view(for: .seat(seat)), for: seat)
            if turn.includes(seat) {
                expect(!moves.isEmpty || turn == .everyTick, .moves, "seat \(seat) is to move and has no move")
            } else {
                expect(moves.isEmpty, .moves, "seat \(seat) is not to move and has \(moves.count) moves")
            }
        }
        tryOutcome()
    }

    private func tryOutcome() {
        let outcome = match.outcome
        expect(
            (match.turn == .over) == (outcome != nil), .outcome,
            "its turn is \(match.turn), its outcome \(outcome as Any)")
        guard let outcome else { return }
        expect(
            outcome.places.count == match.seats, .outcome,
            "\(outcome.places.count) of \(match.seats) seats have a place")
        expect(
            outcome.places.contains(1) && outcome.places.allSatisfy { (1...max(match.seats, 1)).contains($0) },
            .outcome,
            "the places are \(outcome.places)")
        expect(!outcome.reason.isEmpty, .outcome, "it does not say why")
    }

    /// Enumerated moves are accepted, by those who are to move only, and can be written and read.
    func tryMoves() {
        for seat in seats {
            let view = match.view(for: .seat(seat))
            let moves = match.moves(for: seat)
            expect(Set(moves).count == moves.count, .moves, "a move of seat \(seat) is enumerated twice")
            for move in sample(moves) {
                let refusal = refusal(of: move, by: seat)
                expect(refusal == nil, .accepted, "\(coded(move).text) of seat \(seat) was refused: \(refusal as Any)")
                tryText(of: move, in: view, for: seat)
                for other in seats where !match.turn.includes(other) {
                    expect(
                        self.refusal(of: move, by: other) != nil, .enumerated,
                        "\(coded(move).text) was accepted of seat \(other), which is not to move")
                }
            }
        }
    }

    private func tryText(of move: G.Move, in view: G.View, for seat: Seat) {
        let text = G.text(of: move, in: view)
        expect(
            !text.isEmpty && !text.unicodeScalars.contains { $0.properties.generalCategory == .control }, .text,
            "\(coded(move).text) is written as \(text.debugDescription)")
        do {
            let read = try G.move(from: text, in: view, for: seat)
            expect(read == move, .text, "\(coded(move).text) is written \"\(text)\", which is read \(coded(read).text)")
        } catch {
            expect(false, .text, "\(coded(move).text) is written \"\(text)\", which is refused: \(error)")
        }
    }

    /// Why the match refuses a move; nil when it accepts it. A match that refuses stays as it is.
    func refusal(of move: G.Move, by seat: Seat) -> Rejection? {
        var copy = match
        do {
            try copy.play(move, by: seat)
            return nil
        } catch {
            expect(copy == match, .unchanged, "\(coded(move).text) of seat \(seat) was refused and changed it")
            return error
        }
    }

    /// A bot chooses among the moves of its seat, knowing its view only.
    func tryBots() {
        guard case .seats(let named) = match.turn, let seat = named.first, seats.contains(seat) else { return }
        let view = match.view(for: .seat(seat))
        let moves = Set(match.moves(for: seat))
        for bot in G.bots {
            var (first, second) = (rng, rng)
            let choice = bot.choose(view, for: seat, effort: 100, rng: &first)
            let again = bot.choose(view, for: seat, effort: 100, rng: &second)
            _ = rng.next()
            expect(choice.map(moves.contains) ?? false, .bots, "\(bot.level) chose \(coded(choice).text)")
            expect(choice == again, .bots, "\(bot.level) chose \(coded(choice).text), then \(coded(again).text)")
        }
    }
}
