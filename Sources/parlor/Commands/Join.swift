import ActorClient
import ArgumentParser
import ParlorApp

struct Join: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Enter a room.")

    @Argument(help: "The room to enter.") var room = Defaults.room
    @OptionGroup var options: ServerOptions

    func validate() throws { try Naming.validate(room: room) }

    func run() async throws {
        try Screen.require(instead: "`parlor send` and `parlor tail` work without a screen.")
        let server = try options.address()
        try await requireHost(server)
        let (logger, logFile) = try Log.open("join")
        let configuration = ChatConfiguration(
            server: server, rooms: [room], name: options.personName, logFile: logFile, logger: logger
        ) {
            try Person.parameters(options, server: server)
        }
        try await Screen.chat(configuration)
    }

    /// Says at once that nobody is there, rather than trying for ever.
    private func requireHost(_ server: ServerAddress) async throws {
        guard await ControlClient(server: server).isHealthy() else {
            throw Failure(
                "no host answers at \(server). `parlor host` starts one, --server http://HOST:PORT names another.")
        }
    }
}
