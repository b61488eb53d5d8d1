import ParlorGames

extension Playthrough {
    /// From here on, everybody may run out of time or leave.
    func tryEndings() {
        tryTimeouts()
        for first in seats { tryForfeits(from: first) }
    }

    private func tryTimeouts() {
        guard case .seats(let named) = match.turn else { return }
        for seat in named {
            var copy = match
            do {
                try copy.timeOut(seat)
            } catch {
                expect(false, .timeouts, "the time of seat \(seat) was over, which was refused: \(error)")
            }
        }
        var (copy, timeouts) = (match, 0)
        while case .seats(let named) = copy.turn, let seat = named.first, timeouts < bound {
            guard (try? copy.timeOut(seat)) != nil else { return }
            timeouts += 1
        }
        expect(copy.outcome != nil, .timeouts, "after \(timeouts) timeouts it still goes on")
    }

    /// All forfeit, one after the other.
    private func tryForfeits(from first: Seat) {
        var copy = match
        for seat in seats.map({ (first + $0) % match.seats }) where copy.turn != .over {
            do {
                try copy.forfeit(seat)
                if case .seats(let named) = copy.turn {
                    expect(!named.contains(seat), .forfeits, "seat \(seat) forfeited and is to move")
                }
            } catch {
                expect(false, .forfeits, "seat \(seat) was refused to forfeit: \(error)")
            }
        }
        var ticks = 0
        while copy.turn == .everyTick, ticks < bound {
            copy.tick()
            ticks += 1
        }
        expect(copy.outcome != nil, .forfeits, "all forfeited and it goes on")
    }
}
