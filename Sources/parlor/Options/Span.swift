import ArgumentParser
import ParlorApp

/// A length of time as people write it: `90s`, `30m`, `1h`, `7d`.
struct Span: ExpressibleByArgument {
    static let help = ArgumentHelp(
        "How long: 90s, 30m, 1h, 7d. Default: until it is lifted.", valueName: "DURATION")

    let seconds: Int

    init?(argument: String) {
        guard let seconds = DurationText.seconds(argument) else { return nil }
        self.seconds = seconds
    }
}
