import ArgumentParser

/// What somebody before `parlor join` feels, and what it costs: the real program in a pseudo-terminal, beside a host and
/// somebody who talks, each a process of its own.
@main
struct ScreenBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-screen", abstract: "Measure `parlor join` in a terminal.",
        subcommands: [Measure.self, Talk.self], defaultSubcommand: Measure.self)
}
