import ArgumentParser

/// How many rooms with four players each one core holds, when each room ticks ten times a second.
///
/// The host runs in this process; the players are a second process of this program, on the second core. To give the host
/// the first core alone, start it with `taskset --cpu-list 0`.
@main
struct GameRoomsBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-game-rooms", abstract: "Measure how late ticks are in rooms of four players.",
        subcommands: [Serve.self, Play.self], defaultSubcommand: Serve.self)
}
