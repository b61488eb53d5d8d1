/// A game with ticks whose views change a little with each: what changed is sent instead of all.
public protocol RealTimeGame: Game {
    associatedtype Delta: Codable, Sendable, Equatable

    /// What makes the newer view of the older one; nil when the whole view has to be sent, as at the start of a round.
    static func delta(from old: View, to new: View) -> Delta?
    /// Changes a view as the delta says. A delta that does not fit, of whatever origin, changes nothing.
    static func apply(_ delta: Delta, to view: inout View)
}
