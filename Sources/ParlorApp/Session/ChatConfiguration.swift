public import ActorClient
public import Logging
public import ParlorRooms

/// What a screen needs to know before it opens.
public struct ChatConfiguration: Sendable {
    public var server: ServerAddress
    /// The rooms to enter; the first is shown.
    public var rooms: [String]
    /// The name that the person asks for.
    public var name: String
    /// What is told first, a line each.
    public var greeting: [String] = []
    /// What is done as soon as the person is in the first room: lines as they could be typed there, `/seat`.
    public var opening: [String] = []
    /// Whether colours are used, where the terminal has them and `NO_COLOR` does not forbid it.
    public var usesColor = true
    /// Whether the mouse is reported; people then select text with Shift held down.
    public var usesMouse = true
    /// Where standard error goes while the screen is on.
    public var logFile: String
    public var logger: Logger
    /// How the person is introduced to a room; asked before each attempt to connect.
    public var parameters: @Sendable () async throws -> Introduction

    public init(
        server: ServerAddress, rooms: [String], name: String, logFile: String, logger: Logger,
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
