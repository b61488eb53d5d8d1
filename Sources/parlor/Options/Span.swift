import ArgumentParser
import ParlorRooms

/// A length of time as people write it: `90s`, `30m`, `1h`, `7d`.
struct Span: ExpressibleByArgument, Comparable, CustomStringConvertible {
    static let help = ArgumentHelp(
        "How long: 90s, 30m, 1h, 7d. Default: until it is lifted.", valueName: "DURATION")
    private static let units: [(name: Character, seconds: Int)] = [("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)]

    let seconds: Int

    /// How long something holds, for a sentence: `for 1 h`, `until it is lifted`.
    static func term(_ span: Span?) -> String {
        span.map { "for " + DurationText.long(.seconds($0.seconds)) } ?? "until it is lifted"
    }

    init(seconds: Int) { self.seconds = seconds }

    init?(argument: String) {
        guard let seconds = DurationText.seconds(argument) else { return nil }
        self.seconds = seconds
    }

    var description: String {
        guard let unit = Self.units.first(where: { seconds % $0.seconds == 0 }) else { return "\(seconds)" }
        return "\(seconds / unit.seconds)\(unit.name)"
    }

    static func < (a: Self, b: Self) -> Bool { a.seconds < b.seconds }
}
