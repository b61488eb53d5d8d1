import ArgumentParser
import ParlorApp

/// A length of time as people write it: `90s`, `30m`, `1h`, `7d`.
struct Span: ExpressibleByArgument {
    static let help = ArgumentHelp(
        "How long: 90s, 30m, 1h, 7d. Default: until it is lifted.", valueName: "DURATION")

    let seconds: Int

    /// How long something holds, for a sentence: `for 1 h`, `until it is lifted`.
    static func term(_ span: Span?) -> String {
        span.map { "for " + DurationText.long(.seconds($0.seconds)) } ?? "until it is lifted"
    }

    init?(argument: String) {
        guard let seconds = DurationText.seconds(argument) else { return nil }
        self.seconds = seconds
    }
}
