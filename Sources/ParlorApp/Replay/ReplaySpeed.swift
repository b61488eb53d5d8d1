/// How fast a replay plays: in quarters of the speed at which it was played, where a move of a game without ticks takes a
/// second.
enum ReplaySpeed: Int, CaseIterable, Sendable {
    case quarter = 1
    case half = 2
    case normal = 4
    case double = 8
    case fourfold = 16
    case eightfold = 32

    /// The next faster one; the fastest stays.
    var faster: ReplaySpeed { Self(rawValue: rawValue * 2) ?? self }
    /// The next slower one; the slowest stays.
    var slower: ReplaySpeed { Self(rawValue: rawValue / 2) ?? self }

    /// `1x`, `1/4x`
    var text: String { rawValue < 4 ? "1/\(4 / rawValue)x" : "\(rawValue / 4)x" }

    /// The time that a step takes of which so many took a second.
    func pace(rate: Int) -> Duration { .seconds(4) / (max(rate, 1) * rawValue) }
}
