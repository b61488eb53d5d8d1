import ArgumentParser

struct Join: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Enter a room.")

    @Argument(help: "The room to enter: its name, or its invite code.") var room = Defaults.room
    @OptionGroup var options: ServerOptions

    func validate() throws {
        guard !room.contains(":") else {
            throw ValidationError("the first word is the room's name; a host's address follows --server")
        }
        try Naming.validate(room: room)
    }

    func run() async throws {
        try Screen.require(instead: "`parlor send` and `parlor tail` work without a screen.")
        try await Screen.open(named: room, options, log: "join")
    }
}
