extension Tron {
    /// What a tick changed. One of the two fields is there, or none when nothing changed.
    public struct Delta: Codable, Sendable, Equatable {
        /// A letter for each seat, as the head of ``Tron`` says.
        public var moved: String?
        /// What is left of a countdown.
        public var ticks: Int?

        public init(moved: String? = nil, ticks: Int? = nil) {
            self.moved = moved
            self.ticks = ticks
        }
    }

    public static func delta(from old: View, to new: View) -> Delta? {
        guard old != new else { return Delta() }
        let delta =
            old.phase == .race
            ? Delta(moved: letters(from: old, to: new)) : Delta(ticks: new.ticks)
        // The end of a round, a new one and a player who left are more than a delta says.
        var made = old
        apply(delta, to: &made)
        return made == new ? delta : nil
    }

    private static func letters(from old: View, to new: View) -> String {
        var letters = ""
        for (before, after) in zip(old.bikes, new.bikes) {
            let letter = String(after.heading.letter)
            letters += before.isRiding ? (after.isRiding ? letter : letter.uppercased()) : "-"
        }
        return letters
    }

    public static func apply(_ delta: Delta, to view: inout View) {
        switch (delta.moved, delta.ticks) {
        case (let moved?, nil): view = ridden(moved, in: view) ?? view
        case (nil, let ticks?): count(ticks, in: &view)
        default: break
        }
    }

    private static func ridden(_ moved: String, in view: View) -> View? {
        guard view.phase == .race, moved.utf8.count == view.bikes.count else { return nil }
        var view = view
        for (seat, letter) in moved.enumerated() {
            guard view.bikes[seat].isRiding else {
                guard letter == "-" else { return nil }
                continue
            }
            let heading = Direction.allCases.first { letter.lowercased() == String($0.letter) }
            guard let heading else { return nil }
            view.bikes[seat].heading = heading
            if letter.isUppercase {
                view.bikes[seat].isRiding = false
            } else {
                guard view.arena.isFree(view.bikes[seat].cell.next(heading)) else { return nil }
                view.advance(seat)
            }
        }
        return view
    }

    private static func count(_ ticks: Int, in view: inout View) {
        guard view.phase == .ready || view.phase == .rest, ticks >= 0, ticks < view.ticks else { return }
        view.ticks = ticks
        if view.phase == .ready, ticks == 0 { view.phase = .race }
    }
}
