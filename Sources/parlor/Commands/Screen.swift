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

    /// Whether there is a terminal that says of itself that it cannot show one, or says nothing.
    static var isBeyondTerminal: Bool {
        isatty(STDOUT_FILENO) == 1 && ["", "dumb"].contains(getenv("TERM").map { String(cString: $0) } ?? "")
    }

    /// - Throws: `Failure` where there is no terminal.
    static func require(instead: String) throws {
        guard isThere else {
            throw Failure("this needs a terminal. \(instead)")
        }
    }

    /// Chats until the person leaves, and says then what was not sent.
    ///
    /// - Throws: `ExitCode` when a signal ended it, by the shells' convention for that, and when no room lets the person
    ///   be there any more.
    static func chat(_ configuration: ChatConfiguration) async throws {
        let settings = try Settings.mine()
        var configuration = configuration
        configuration.usesColor = settings.usesColor
        configuration.usesMouse = settings.usesMouse
        configuration.keys = settings.keys
        let exit = try await runChat(configuration)
        if let farewell = exit.farewell { print(farewell) }
        if let signal = exit.signal { throw ExitCode(128 + signal) }
        if exit.isShutOut { throw ExitCode.failure }
    }

    /// Enters a room, and chats there until the person leaves.
    ///
    /// - Parameters:
    ///   - log: Names the log's file.
    ///   - setUp: Says what else the chat needs to know.
    static func open(
        _ room: FoundRoom, _ options: ServerOptions, log: String, setUp: (inout ChatConfiguration) -> Void = { _ in }
    ) async throws {
        let server = try options.address()
        try await requireHost(server)
        let (logger, logFile) = try Log.open(log)
        var configuration = ChatConfiguration(
            server: server, rooms: [room], name: try options.personName(), logFile: logFile, logger: logger
        ) {
            try Person.parameters(options, server: server)
        }
        setUp(&configuration)
        try await chat(configuration)
    }

    /// Enters a room of whatever kind it is, by its name or its invite code; one that is not there will be a chat room.
    static func open(
        named word: String, _ options: ServerOptions, log: String, setUp: (inout ChatConfiguration) -> Void = { _ in }
    ) async throws {
        let server = try options.address()
        try await requireHost(server)
        let (room, invite) = try await explainingFailure { try await find(word, at: server) }
        try await open(room, options, log: log) { configuration in
            configuration.invite = invite
            setUp(&configuration)
        }
    }

    /// The room that is meant by a word, and the invite code if the word is one.
    private static func find(_ word: String, at server: ServerAddress) async throws -> (FoundRoom, invite: String?) {
        let lobby = ActorCaller(Lobby(), key: .empty, server: server)
        if let kind = try await lobby.kind(word) { return (FoundRoom(name: word, kind: kind), nil) }
        // Whoever writes it in other capitals means the room that is there.
        if let room = try await lobby.rooms().first(where: { $0.name.lowercased() == word.lowercased() }) {
            return (FoundRoom(name: room.name, kind: room.kind), nil)
        }
        guard InviteCode(word) != nil else { return (FoundRoom(name: word, kind: .chat), nil) }
        return (try await lobby.find(word), word)
    }

    /// Says at once that nobody is there, rather than trying for ever.
    private static func requireHost(_ server: ServerAddress) async throws {
        guard await ControlClient(server: server).isHealthy() else {
            throw Failure(
                "no host answers at \(server). `parlor host` starts one, --server http://HOST:PORT names another.")
        }
    }
}
