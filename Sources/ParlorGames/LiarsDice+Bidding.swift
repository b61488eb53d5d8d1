/// What may be bid.
struct Bidding {
    var last: LiarsDice.Bid?
    /// How many dice there are under all cups.
    var dice: Int
    /// The faces that a bid may name.
    var faces: ClosedRange<Int>

    init(over last: LiarsDice.Bid?, counts: [Int], options: LiarsDice.Options) {
        self.last = last
        // A view may come from anywhere: no number in it is taken as it is.
        dice = counts.prefix(6).reduce(0) { $0 + min(max($1, 0), 10) }
        faces = options.wild ? 2...6 : 1...6
    }

    func check(_ bid: LiarsDice.Bid) throws(Rejection) {
        guard faces.contains(bid.face) else {
            throw Rejection("face", "a bid names a face from \(faces.lowerBound) to \(faces.upperBound)")
        }
        guard (1...max(dice, 1)).contains(bid.count) else {
            throw Rejection("count", "there are \(dice) dice: bid for 1 to \(dice) of them")
        }
        if let last, bid <= last {
            throw Rejection(
                "too_low",
                "the bid is \(last.count)x\(last.face): bid more dice, or as many of a higher face, or call it")
        }
    }

    /// All bids that may be made, the lowest first.
    var all: [LiarsDice.Bid] {
        let first = max(last?.count ?? 1, 1)
        guard first <= dice else { return [] }
        return (first...dice).flatMap { count in
            faces.map { LiarsDice.Bid(count: count, face: $0) }.filter { bid in last.map { $0 < bid } ?? true }
        }
    }
}

extension LiarsDice.State {
    var bidding: Bidding { Bidding(over: claim?.bid, counts: hands.map(\.count), options: options) }
}

extension LiarsDice.View {
    var bidding: Bidding { Bidding(over: claim?.bid, counts: counts, options: options) }
}
