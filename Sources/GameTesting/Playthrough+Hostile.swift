import ActorWire
import ParlorGames

extension Playthrough {
    /// Moves, texts, views and records of hostile origin: none is accepted, and none traps.
    func tryHostileInput() {
        for seat in seats {
            let moves = match.moves(for: seat)
            guard let move = rng.pick(moves) else { continue }
            let coded = coded(move)
            let variants = match.revision == 0 ? HostileInput.variants(of: coded, limit: 300) : []
            for hostile in variants + (0..<8).map({ _ in HostileInput.variant(of: coded, rng: &rng) }) {
                tryHostileMove(hostile, of: seat, among: Set(moves))
            }
            tryHostileView(for: seat, move)
        }
        tryHostileRecord()
    }

    private func tryHostileMove(_ hostile: Value, of seat: Seat, among moves: Set<G.Move>) {
        guard let move = try? hostile.decode(G.Move.self) else { return }
        _ = G.text(of: move, in: match.view(for: .seat(seat)))
        let isAccepted = refusal(of: move, by: seat) == nil
        expect(!isAccepted || moves.contains(move), .enumerated, "\(hostile.text) of seat \(seat) was accepted")
        for seat in [-1, match.seats, .min, .max] {
            expect(refusal(of: move, by: seat) != nil, .enumerated, "\(hostile.text) of seat \(seat) was accepted")
        }
    }

    /// A client asks the rules about views that any host may have sent.
    private func tryHostileView(for seat: Seat, _ move: G.Move) {
        let view = match.view(for: .seat(seat))
        let hostile = HostileInput.variant(of: coded(view), rng: &rng)
        let views = [view, match.view(for: .spectator)] + ((try? hostile.decode(G.View.self)).map { [$0] } ?? [])
        for view in views {
            for seat in [seat, -1, match.seats, .min, .max] { _ = G.moves(view, for: seat) }
            _ = G.text(of: move, in: view)
            for text in sampleTexts() { _ = try? G.move(from: text, in: view, for: seat) }
        }
    }

    private func sampleTexts() -> [String] {
        match.revision == 0 ? HostileInput.texts : (0..<3).compactMap { _ in rng.pick(HostileInput.texts) }
    }

    /// A record may come from a file: it is replayed as far as it could have happened.
    private func tryHostileRecord() {
        let hostile = HostileInput.variant(of: coded(match.record), rng: &rng)
        guard let record = try? hostile.decode(Record<G>.self) else { return }
        _ = try? Match(replaying: record)
    }
}
