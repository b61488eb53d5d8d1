import ArgumentParser

/// A length of time as people write it: `90`, `90s`, `30m`, `1h`, `7d`.
struct Span: ExpressibleByArgument {
    static let help = ArgumentHelp(
        "How long: 90s, 30m, 1h, 7d. Default: until it is lifted.", valueName: "DURATION")

    let seconds: Int

    init?(argument: String) {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
        let unit = argument.last.flatMap { units[$0] }
        guard let count = Int(unit == nil ? argument[...] : argument.dropLast()), count > 0 else { return nil }
        let (seconds, overflow) = count.multipliedReportingOverflow(by: unit ?? 1)
        guard !overflow else { return nil }
        self.seconds = seconds
    }
}
