public import ActorClient
public import Logging
public import ParlorRooms

/// What a screen needs to know before it opens.
public struct ChatConfiguration: Sendable {
    public var server: ServerAddress
    /// The rooms to enter; the first is shown.
    public var rooms: [FoundRoom]
    /// The name that the person asks for.
    public var name: String
    /// Whether the host runs as long as this screen, and for everybody.
    public var isHost = false
    /// What is told first, a line each.
    public var greeting: [String] = []
    /// What goes wrong on the host meanwhile, and when it is well again, a sentence each; nil where nobody tells.
    public var troubles: AsyncStream<String>?
    /// The invite code of the first room; nil where none is needed.
    public var invite: String?
    /// The game that the person sits down to in the first room, which is then a game room.
    public var order: GameOrder?
    /// Whether the chat is printed and typed line by line, without a screen.
    public var isPlain = false
    /// Whether colours are used, where the terminal has them and `NO_COLOR` does not forbid it.
    public var usesColor = true
    /// Whether the mouse is reported; people then select text with Shift held down.
    public var usesMouse = true
    /// Which key does what.
    public var keys = KeyTable.standard
    /// Where standard error goes while the screen is on.
    public var logFile: String
    public var logger: Logger
    /// How the person is introduced to a room; asked before each attempt to connect.
    public var parameters: @Sendable () async throws -> Introduction

    public init(
        server: ServerAddress, rooms: [FoundRoom], name: String, logFile: String, logger: Logger,
        parameters: @escaping @Sendable () async throws -> Introduction
    ) {
        self.server = server
        self.rooms = rooms
        self.name = name
        self.logFile = logFile
        self.logger = logger
        self.parameters = parameters
    }
}
