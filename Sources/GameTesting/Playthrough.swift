import ActorWire
import ParlorGames

/// One match of random players, and what is tried on the way.
final class Playthrough<G: Game> {
    private(set) var match: Match<G>
    private(set) var violations: [Violation] = []
    var dealing = Dealing()
    /// Makes all choices, apart from the match's own.
    var rng: SeededRandom

    private let isRough: Bool
    private let stride: Int
    let bound: Int
    /// The match as it was at some revisions, coded.
    private var snapshots: [(revision: Int, json: [UInt8])] = []
    private var isStuck = false

    init(match: Match<G>, isRough: Bool, stride: Int, bound: Int) {
        self.match = match
        self.isRough = isRough
        self.stride = stride
        self.bound = bound
        rng = SeededRandom(seed: match.record.seed &+ 0x5EED)
    }

    var seats: Range<Int> { 0..<match.seats }
    var audiences: [Audience] { seats.map(Audience.seat) + [.spectator] }

    func run() {
        var step = 0
        while match.turn != .over, !isStuck, step < bound {
            tryState(thoroughly: step % stride == 0, endings: step % (4 * stride) == 0)
            advance()
            step += 1
        }
        guard !isStuck else { return }
        expect(match.turn == .over, .outcome, "it still goes on after \(bound) changes")
        tryState(thoroughly: true, endings: false)
        tryReplay(to: snapshots)
    }

    /// Notes a violation, if it is the first of its kind in this match.
    func expect(_ condition: Bool, _ promise: Violation.Promise, _ finding: @autoclosure () -> String) {
        guard !condition, !violations.contains(where: { $0.promise == promise }) else { return }
        violations.append(
            Violation(
                promise: promise, finding: finding(), seed: match.record.seed, seats: match.record.seats,
                revision: match.revision))
    }

    private func tryState(thoroughly: Bool, endings: Bool) {
        tryTurn()
        guard thoroughly else { return }
        tryMoves()
        tryHostileInput()
        trySecrets()
        tryBots()
        if let json = tryCoding() { snapshots.append((match.revision, json)) }
        if endings { tryEndings() }
    }

    // MARK: Going on

    private func advance() {
        if isRough, advanceRoughly() { return }
        switch match.turn {
        case .seats(let seats):
            if let seat = rng.pick(seats) { playAnyMove(of: seat) } else { isStuck = true }
        case .everyTick:
            for seat in seats where rng.below(4) == 0 && match.turn == .everyTick { playAnyMove(of: seat) }
            tick()
        case .over: break
        }
    }

    private func playAnyMove(of seat: Seat) {
        guard let move = rng.pick(match.moves(for: seat)) else {
            // In a game with ticks somebody who is out has no moves.
            isStuck = match.turn != .everyTick
            return
        }
        do {
            try match.play(move, by: seat)
        } catch {
            expect(false, .accepted, "\(coded(move).text) of seat \(seat) was refused: \(error)")
            isStuck = true
        }
    }

    private func tick() {
        let before = audiences.map { match.view(for: $0) }
        match.tick()
        for (audience, old) in zip(audiences, before) { tryDelta(from: old, to: match.view(for: audience)) }
    }

    /// Now and then somebody runs out of time, gives up, or joins.
    private func advanceRoughly() -> Bool {
        do {
            switch rng.below(40) {
            case 0: try match.forfeit(rng.below(match.seats))
            case 1, 2:
                guard case .seats(let seats) = match.turn, let seat = rng.pick(seats) else { return false }
                try match.timeOut(seat)
            case 3 where G.info.joinsLate && match.seats < G.info.seats.upperBound: try match.join()
            default: return false
            }
            return true
        } catch {
            // A timeout is tried by itself; somebody who is out already may be refused to forfeit.
            return false
        }
    }

    /// The value in its coded form; what cannot be coded violates the contract.
    func coded(_ value: some Encodable) -> Value {
        do {
            return try Value(encoding: value)
        } catch {
            expect(false, .coding, "it cannot be encoded: \(error)")
            return .null
        }
    }

    /// Some of the moves: the first, the last, and others between.
    func sample(_ moves: [G.Move], _ count: Int = 12) -> [G.Move] {
        guard moves.count > count, let first = moves.first, let last = moves.last else { return moves }
        return [first, last] + (2..<count).compactMap { _ in rng.pick(moves) }
    }
}
