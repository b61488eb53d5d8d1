extension LiarsDice {
    /// `easy` takes a sixth of the dice of others for granted and goes by rule of thumb; `odds` says and believes what is
    /// likeliest.
    public static var bots: [Bot<LiarsDice>] {
        [
            .random,
            Bot("easy") { view, _, moves, _, rng in thumb(view, moves, &rng) },
            Bot("odds") { view, _, moves, _, rng in likeliest(view, moves, &rng) },
        ]
    }

    /// How likely it is that a bid is true, for somebody who sees what the view shows and thinks nothing of what others
    /// bid: the hidden dice that match are binomially distributed.
    public static func odds(of bid: Bid, in view: View) -> Double {
        let (seen, hidden) = (matching(bid.face, in: view), hiddenDice(view))
        return odds(ofAtLeast: max(bid.count, 0) - seen, of: hidden, sides: matchingSides(view))
    }

    /// How likely it is that at least so many of `dice` fair dice show one of `sides` of their six faces.
    static func odds(ofAtLeast count: Int, of dice: Int, sides: Int) -> Double {
        guard count <= dice else { return 0 }
        return (max(count, 0)...dice).reduce(0) { $0 + odds(ofExactly: $1, of: dice, sides: sides) }
    }

    /// How likely it is that exactly so many do: C(dice, count) · pᶜᵒᵘⁿᵗ · (1 − p)ᵈⁱᶜᵉ⁻ᶜᵒᵘⁿᵗ.
    static func odds(ofExactly count: Int, of dice: Int, sides: Int) -> Double {
        guard count >= 0, count <= dice else { return 0 }
        let (hit, miss) = (Double(sides) / 6, Double(6 - sides) / 6)
        let hits = (0..<count).reduce(1.0) { $0 * hit * Double(dice - $1) / Double($1 + 1) }
        return (count..<dice).reduce(hits) { odds, _ in odds * miss }
    }

    private static func likeliest(_ view: View, _ moves: [Move], _ rng: inout SeededRandom) -> Move? {
        let chances = moves.map { chance(of: $0, in: view) }
        let best = chances.max() ?? 0
        return rng.pick(moves.indices.filter { chances[$0] == best }.map { moves[$0] })
    }

    /// How likely it is that a move says what is true.
    private static func chance(of move: Move, in view: View) -> Double {
        switch (move, view.claim?.bid) {
        case (.bid(let bid), _): odds(of: bid, in: view)
        case (.call(.challenge), let bid?): 1 - odds(of: bid, in: view)
        case (.call(.exact), let bid?):
            odds(
                ofExactly: max(bid.count, 0) - matching(bid.face, in: view), of: hiddenDice(view),
                sides: matchingSides(view))
        case (.call, nil): 0
        }
    }

    private static func thumb(_ view: View, _ moves: [Move], _ rng: inout SeededRandom) -> Move? {
        func surplus(_ bid: Bid) -> Int {
            max(bid.count, 0) - matching(bid.face, in: view) - hiddenDice(view) * matchingSides(view) / 6
        }
        if let claim = view.claim, surplus(claim.bid) > 1 { return .call(.challenge) }
        let bids = moves.filter { if case .bid(let bid) = $0 { surplus(bid) <= 1 } else { false } }
        return rng.pick(Array(bids.prefix(3)))
    }

    /// The dice of a face that the view shows.
    private static func matching(_ face: Int, in view: View) -> Int {
        view.hands.lazy.compactMap { $0 }.joined().count { matches($0, face, wild: view.options.wild) }
    }

    private static func hiddenDice(_ view: View) -> Int {
        max(view.bidding.dice - view.hands.lazy.compactMap { $0 }.joined().count, 0)
    }

    /// How many of a die's six sides count for a face that can be bid.
    private static func matchingSides(_ view: View) -> Int { view.options.wild ? 2 : 1 }
}
