import ArgumentParser
import ParlorApp

@main
struct Parlor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parlor",
        abstract: "Chat and game rooms in the terminal.",
        discussion: """
            Host a room with `parlor host`. Others join it with `parlor join` from other terminals.

            The commands that change or list things talk to a running host, at \(Defaults.server) unless told otherwise.
            """,
        version: Defaults.version,
        groupedSubcommands: [
            CommandGroup(
                name: "With a screen", subcommands: [Host.self, Join.self, Play.self, Watch.self, ReplayMatch.self]),
            CommandGroup(name: "Without a screen", subcommands: [Serve.self, Send.self, Tail.self, Bench.self]),
            CommandGroup(name: "To keep rooms safe", subcommands: [Backup.self, Restore.self, Check.self]),
            CommandGroup(
                name: "To look",
                subcommands: [Rooms.self, Who.self, Games.self, Rules.self, Records.self, Audit.self, Bans.self]),
            CommandGroup(
                name: "To moderate",
                subcommands: [Kick.self, Ban.self, Unban.self, Mute.self, Unmute.self, Op.self, Deop.self]),
        ])

    static func main() async {
        if let word = CommandLine.arguments.dropFirst().first, let complaint = complaint(about: word) {
            exit(withError: ValidationError(complaint))
        }
        await main(nil)
    }

    /// What to say of a first word that is neither a command nor a flag; nil for one that is.
    static func complaint(about word: String) -> String? {
        let names = configuration.subcommands.map { $0.configuration.commandName ?? "\($0)".lowercased() } + ["help"]
        guard !word.isEmpty, !word.hasPrefix("-"), !names.contains(word) else { return nil }
        let near = EditDistance.nearest(to: word, among: names).map { "did you mean `parlor \($0)`?" }
        return "there is no command \(word); \(near ?? "`parlor --help` lists all")"
    }
}
