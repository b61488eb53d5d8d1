package import ActorDefinition

/// Counts the steps of a ticker: which are due, and how late they are.
package struct Metronome {
    package let ticking: Ticking
    /// The steps that are done or forgotten.
    private var steps: Int128 = 0

    package init(_ ticking: Ticking) { self.ticking = ticking }

    /// When the next step is due, by the clock's uptime.
    package var next: Duration {
        Duration(attoseconds: ticking.start.attoseconds + (steps + 1) * ticking.interval.attoseconds)
    }

    /// When to look: at the first whole millisecond from `next` on. So the ticks of many actors come together, and the
    /// system wakes a thousand times a second at most for all of them.
    package var alarm: Duration {
        let millisecond: Int128 = 1_000_000_000_000_000
        return Duration(attoseconds: (next.attoseconds + millisecond - 1) / millisecond * millisecond)
    }

    /// Takes all steps that are due.
    ///
    /// - Returns: How many, and how late the first of them is.
    package mutating func takeDue(at uptime: Duration) -> (steps: Int128, lateness: Duration) {
        let first = next
        let reached = (uptime - ticking.start).attoseconds / ticking.interval.attoseconds
        let due = max(0, reached - steps)
        steps += due
        return (due, max(.zero, uptime - first))
    }
}
