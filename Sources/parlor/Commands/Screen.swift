import ActorClient
import ActorWire
import ArgumentParser
import Glibc
import ParlorApp
import ParlorRooms

/// What the commands with a screen need.
enum Screen {
    /// Whether there is a terminal to show it on.
    static var isThere: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

    /// - Throws: `Failure` where there is no terminal.
    static func require(instead: String) throws {
        guard isThere else {
            throw Failure("this needs a terminal. \(instead)")
        }
    }

    /// Chats until the person leaves, and says then what was not sent.
    ///
    /// - Throws: `ExitCode` when a signal ended it, by the shells' convention for that.
    static func chat(_ configuration: ChatConfiguration) async throws {
        let settings = try Settings.mine()
        var configuration = configuration
        configuration.usesColor = settings.usesColor
        configuration.usesMouse = settings.usesMouse
        configuration.keys = settings.keys
        let exit = try await runChat(configuration)
        if let farewell = exit.farewell { print(farewell) }
        if let signal = exit.signal { throw ExitCode(128 + signal) }
    }

    /// Enters a room, and chats there until the person leaves.
    ///
    /// - Parameters:
    ///   - log: Names the log's file.
    ///   - invite: The code by which the person comes in.
    ///   - order: The game that the person sits down to there.
    static func open(
        _ room: FoundRoom, _ options: ServerOptions, log: String, invite: String? = nil, order: GameOrder? = nil
    ) async throws {
        let server = try options.address()
        try await requireHost(server)
        let (logger, logFile) = try Log.open(log)
        var configuration = ChatConfiguration(
            server: server, rooms: [room], name: try options.personName(), logFile: logFile, logger: logger
        ) {
            try Person.parameters(options, server: server)
        }
        configuration.invite = invite
        configuration.order = order
        try await chat(configuration)
    }

    /// Enters a room of whatever kind it is, by its name or its invite code; one that is not there will be a chat room.
    static func open(named word: String, _ options: ServerOptions, log: String) async throws {
        let server = try options.address()
        try await requireHost(server)
        let lobby = ActorCaller(Lobby(), key: .empty, server: server)
        let kind = try await explainingFailure { try await lobby.kind(word) }
        if let kind { return try await open(FoundRoom(name: word, kind: kind), options, log: log) }
        // Whoever writes it in other capitals means the room that is there.
        let rooms = try await explainingFailure { try await lobby.rooms() }
        if let room = rooms.first(where: { $0.name.lowercased() == word.lowercased() }) {
            return try await open(FoundRoom(name: room.name, kind: room.kind), options, log: log)
        }
        guard InviteCode(word) != nil else {
            return try await open(FoundRoom(name: word, kind: .chat), options, log: log)
        }
        let room = try await explainingFailure { try await lobby.find(word) }
        try await open(room, options, log: log, invite: word)
    }

    /// Says at once that nobody is there, rather than trying for ever.
    private static func requireHost(_ server: ServerAddress) async throws {
        guard await ControlClient(server: server).isHealthy() else {
            throw Failure(
                "no host answers at \(server). `parlor host` starts one, --server http://HOST:PORT names another.")
        }
    }
}
