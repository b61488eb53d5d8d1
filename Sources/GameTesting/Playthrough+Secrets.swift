import ActorWire
import ParlorGames

/// Whether what is hidden was dealt anew at all: a game that forgets to would keep every secret.
struct Dealing {
    private var hidden: Set<String> = []
    private var dealt: Set<String> = []

    mutating func note(_ audience: Audience, isHidden: Bool, isDealt: Bool) {
        let name = audience == .spectator ? "a spectator" : "a player"
        if isHidden { hidden.insert(name) }
        if isDealt { dealt.insert(name) }
    }

    mutating func merge(_ other: Dealing) {
        hidden.formUnion(other.hidden)
        dealt.formUnion(other.dealt)
    }

    func violations() -> [Violation] {
        hidden.subtracting(dealt).sorted().map {
            Violation(promise: .dealing, finding: "\($0) sees less than the referee, and `redealt` changed nothing")
        }
    }
}

extension Playthrough {
    /// Non-interference (Goguen and Meseguer, "Security policies and security models", 1982): whatever an audience may not
    /// know can be another, and all that it is told stays the same. Asked throughout a match, so that a view that tells
    /// later what was hidden earlier is found as well.
    func trySecrets() {
        for audience in audiences {
            let other = G.redealt(match.state, hiddenFrom: audience, rng: &rng)
            let view = coded(match.view(for: audience))
            let otherView = coded(G.view(other, for: audience))
            expect(
                view == otherView, .secrets,
                "\(audience) sees \(view.text), and with other secrets \(otherView.text)")
            expect(G.turn(other) == match.turn, .secrets, "whose turn it is depends on what is hidden from \(audience)")
            expect(
                G.outcome(other) == match.outcome, .secrets, "how it ended depends on what is hidden from \(audience)")
            dealing.note(
                audience, isHidden: view != coded(match.view(for: .referee)), isDealt: other != match.state)
            if case .seat(let seat) = audience { tryRefusals(of: seat, in: other) }
        }
    }

    /// A refusal tells a player nothing new either.
    private func tryRefusals(of seat: Seat, in other: G.State) {
        guard match.turn.includes(seat) else { return }
        for move in sample(match.moves(for: seat), 4) {
            let variant = try? HostileInput.variant(of: coded(move), rng: &rng).decode(G.Move.self)
            for move in [move] + (variant.map { [$0] } ?? []) {
                expect(
                    refusal(of: move, by: seat, in: match.state) == refusal(of: move, by: seat, in: other), .secrets,
                    "whether \(coded(move).text) is refused depends on what is hidden from seat \(seat)")
            }
        }
    }

    private func refusal(of move: G.Move, by seat: Seat, in state: G.State) -> Rejection? {
        var (state, rng) = (state, rng)
        do {
            try G.apply(move, by: seat, to: &state, rng: &rng)
            return nil
        } catch {
            return error
        }
    }
}
