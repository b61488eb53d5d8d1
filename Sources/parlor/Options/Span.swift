import ArgumentParser

/// A length of time as people write it: `90`, `90s`, `30m`, `1h`, `7d`.
struct Span: ExpressibleByArgument, Comparable, CustomStringConvertible {
    static let help = ArgumentHelp(
        "How long: 90s, 30m, 1h, 7d. Default: until it is lifted.", valueName: "DURATION")
    private static let units: [(name: Character, seconds: Int)] = [("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)]

    let seconds: Int

    init(seconds: Int) { self.seconds = seconds }

    init?(argument: String) {
        let unit = Self.units.first { argument.last == $0.name }
        guard let count = Int(unit == nil ? argument[...] : argument.dropLast()), count > 0 else { return nil }
        let (seconds, overflow) = count.multipliedReportingOverflow(by: unit?.seconds ?? 1)
        guard !overflow else { return nil }
        self.seconds = seconds
    }

    var description: String {
        guard let unit = Self.units.first(where: { seconds % $0.seconds == 0 }) else { return "\(seconds)" }
        return "\(seconds / unit.seconds)\(unit.name)"
    }

    static func < (a: Self, b: Self) -> Bool { a.seconds < b.seconds }
}
