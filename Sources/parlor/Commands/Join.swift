import ArgumentParser

struct Join: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Enter a room.")

    @Argument(
        help: "The room to enter: its name, or its invite code. Default: that of config.toml, else \(Defaults.room).")
    var room: String?
    @OptionGroup var options: ServerOptions

    func validate() throws {
        guard let room else { return }
        guard !room.contains(":") else {
            throw ValidationError("the first word is the room's name; a host's address follows --server")
        }
        try Naming.validate(room: room)
    }

    func run() async throws {
        try Screen.require(instead: "`parlor send` and `parlor tail` work without a screen.")
        let room = try room ?? Settings.mine().room ?? Defaults.room
        try await Screen.open(named: room, options, log: "join")
    }
}
