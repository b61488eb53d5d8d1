import ActorWire
import ParlorGames

extension Playthrough {
    /// In a game whose views go out as what changed in them, the change and the older view make the newer one.
    func tryDelta(from old: G.View, to new: G.View) {
        guard let game = G.self as? any RealTimeGame.Type else { return }
        tryDelta(of: game, from: old, to: new)
    }

    private func tryDelta<R: RealTimeGame>(of _: R.Type, from old: G.View, to new: G.View) {
        guard let old = old as? R.View, let new = new as? R.View, let delta = R.delta(from: old, to: new) else {
            return
        }
        do {
            var made = old
            R.apply(try Value(json: Value(encoding: delta).json()).decode(R.Delta.self), to: &made)
            expect(made == new, .deltas, "\(coded(delta).text) makes \(coded(made).text) instead of \(coded(new).text)")
        } catch {
            expect(false, .deltas, "a delta cannot be coded: \(error)")
        }
        guard rng.below(8) == 0 else { return }
        let hostile = HostileInput.variant(of: coded(delta), rng: &rng)
        var made = old
        if let delta = try? hostile.decode(R.Delta.self) { R.apply(delta, to: &made) }
        if let view = try? HostileInput.variant(of: coded(old), rng: &rng).decode(R.View.self) {
            made = view
            R.apply(delta, to: &made)
        }
    }
}
