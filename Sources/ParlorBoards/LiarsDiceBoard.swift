public import ParlorGames
public import Terminal

/// Liar's Dice: a row of dice for each player, the bid to beat, and below them the own dice and the bid that the player
/// is about to make. Up and down change how many, left and right of which face; Enter bids, and `!` calls a lie. Digits
/// begin a bid that is typed.
///
/// When the cups were lifted, the rows show what lay under them, with the dice that counted in square brackets.
public enum LiarsDiceBoard: Board {
    public typealias Rules = LiarsDice
    /// The bid that Enter makes.
    public typealias Cursor = LiarsDice.Bid

    public static func keys(_ view: LiarsDice.View) -> [KeyHint] {
        let keys: [KeyHint] = [
            ("Up, Down, +, -", "bid more or fewer dice"),
            ("Left, Right", "bid another face"),
            ("Enter", "make the bid"),
            ("!", "call the bid of the other a lie"),
        ]
        return keys + (view.options.exact ? [("=", "call it exact")] : [])
    }

    public static func cursor(_ view: LiarsDice.View, for seat: Seat?) -> LiarsDice.Bid {
        .init(count: 1, face: faces(view).lowerBound)
    }

    public static func isSound(_ view: LiarsDice.View) -> Bool {
        let seats = view.counts.indices
        func isHand(_ hand: [Int]) -> Bool { hand.count <= 10 && hand.allSatisfy((1...6).contains) }
        func isClaim(_ claim: LiarsDice.Claim) -> Bool {
            seats.contains(claim.seat) && (1...60).contains(claim.bid.count) && (1...6).contains(claim.bid.face)
        }
        func isReveal(_ reveal: LiarsDice.Reveal) -> Bool {
            isClaim(reveal.claim) && seats.contains(reveal.caller) && seats.contains(reveal.loser ?? 0)
                && (0...60).contains(reveal.count) && reveal.hands.count == seats.count
                && reveal.hands.allSatisfy(isHand)
        }
        return LiarsDice.info.seats.contains(seats.count) && view.hands.count == seats.count
            && view.counts.allSatisfy((0...10).contains) && (1...10).contains(view.options.dice)
            && view.hands.allSatisfy { $0.map(isHand) ?? true } && view.turn.map(seats.contains) ?? true
            && view.claim.map(isClaim) ?? true && view.reveal.map(isReveal) ?? true
    }

    public static func minimumSize(_ view: LiarsDice.View) -> Size { Size(columns: 38, rows: 5) }
    public static func idealSize(_ view: LiarsDice.View) -> Size { Size(columns: 56, rows: view.counts.count + 9) }

    /// With boxes around the own dice, or with nothing between the rows.
    public static func size(_ scene: Scene<Self>) -> Size {
        let rows = isRoomy(scene) ? scene.size.rows : min(scene.view.counts.count + 3, scene.size.rows)
        return Size(columns: scene.size.columns, rows: rows)
    }

    static func faces(_ view: LiarsDice.View) -> ClosedRange<Int> { (view.options.wild ? 2 : 1)...6 }

    /// A new bid has to be above that which was made in the meantime.
    public static func settle(_ scene: inout Scene<Self>) {
        if !scene.moves.contains(.bid(scene.cursor)), case .bid(let lowest)? = scene.moves.first {
            scene.cursor = lowest
        }
    }

    /// The own seat while it can still bid; nil for who watches or is out.
    static func seatWithDice(_ scene: Scene<Self>) -> Seat? {
        guard let seat = scene.seat, scene.outcome == nil, scene.view.counts.indices.contains(seat) else { return nil }
        return scene.view.counts[seat] > 0 ? seat : nil
    }

    // MARK: Playing

    /// What can be done at once, on a button or by a key.
    enum Act: Equatable {
        case count(Int)
        case face(Int)
        case bid
        case call(LiarsDice.Call)
    }

    public static func press(_ key: KeyPress, on scene: inout Scene<Self>) -> Response<LiarsDice.Move> {
        guard key.modifiers.isEmpty else { return .ignored }
        switch key.key {
        case .up, .character("+"): return perform(.count(1), on: &scene)
        case .down, .character("-"): return perform(.count(-1), on: &scene)
        case .right: return perform(.face(1), on: &scene)
        case .left: return perform(.face(-1), on: &scene)
        case .enter: return perform(.bid, on: &scene)
        case .character("!"): return perform(.call(.challenge), on: &scene)
        case .character("="): return perform(.call(.exact), on: &scene)
        default: return .ignored
        }
    }

    public static func click(_ position: Position, on scene: inout Scene<Self>) -> Response<LiarsDice.Move> {
        guard seatWithDice(scene) != nil else { return .ignored }
        let button = buttons(scene).first { $0.rect.contains(position) }
        return button.map { perform($0.act, on: &scene) } ?? .ignored
    }

    private static func perform(_ act: Act, on scene: inout Scene<Self>) -> Response<LiarsDice.Move> {
        switch act {
        case .count(let step):
            let dice = max(scene.view.counts.reduce(0, +), 1)
            scene.cursor.count = min(max(scene.cursor.count + step, 1), dice)
            return .moved
        case .face(let step):
            let faces = faces(scene.view)
            scene.cursor.face = min(max(scene.cursor.face + step, faces.lowerBound), faces.upperBound)
            return .moved
        case .bid:
            if let last = scene.view.claim?.bid, scene.cursor <= last {
                return .refused("bid more than \(last.count)x\(last.face), or call it a lie with !")
            }
            return .play(.bid(scene.cursor))
        case .call(let call):
            guard call != .exact || scene.view.options.exact else { return .ignored }
            guard scene.view.claim != nil else { return .refused("there is no bid yet") }
            return .play(.call(call))
        }
    }
}
