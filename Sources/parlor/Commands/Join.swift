import ArgumentParser
import ParlorApp

struct Join: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Enter a room.",
        discussion: """
            With --plain there is no screen: what happens is printed line by line, and each line of standard input is said, \
            or is a command, as `/help` tells. It is for screen readers, for terminals that cannot show a screen, where it \
            is chosen by itself, and for pipes:

              parlor join ops --plain <script >log

            It ends with the input, when all is sent; with status 1 when the room shuts you out.
            """)

    @Argument(
        help: "The room to enter: its name, or its invite code. Default: that of config.toml, else \(Defaults.room).")
    var room: String?
    @Flag(help: "Print and read lines, without a screen.") var plain = false
    @OptionGroup var options: ServerOptions

    func validate() throws {
        guard let room else { return }
        guard !room.contains(":") else {
            throw ValidationError("the first word is the room's name; a host's address follows --server")
        }
        try Naming.validate(room: room)
    }

    func run() async throws {
        let isPlain = plain || Screen.isBeyondTerminal
        if !isPlain {
            try Screen.require(instead: "`parlor join --plain`, `parlor send` and `parlor tail` work without a screen.")
        }
        let room = try room ?? Settings.mine().room ?? Defaults.room
        try await Screen.open(named: room, options, log: "join") { configuration in
            configuration.isPlain = isPlain
            if isPlain, !plain { configuration.greeting = ["this terminal can show no screen, so this is --plain"] }
        }
    }
}
