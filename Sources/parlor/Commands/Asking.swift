import ActorClient
import ActorDefinition
import ActorWire
import ArgumentParser
import ParlorApp
import ParlorRooms

/// A command that asks something of a room, of whatever kind it is, without being in it.
protocol RoomCommand: AsyncParsableCommand {
    /// Whether somebody who can read the host's secret comes as the host. Default: false.
    static var asksAsHost: Bool { get }
    var room: String { get }
    var options: ServerOptions { get }

    /// Asks, and prints what comes of it. What the room or the server refuses is explained to the person.
    func run(asking caller: ActorCaller<some Room>) async throws
}

extension RoomCommand {
    static var asksAsHost: Bool { false }

    func run() async throws {
        try await explainingFailure { try await ask(try await options.definition(of: room)) }
    }

    private func ask(_ definition: some Room) async throws {
        let server = try options.address()
        let parameters = try Person.parameters(options, server: server, asHost: Self.asksAsHost)
        try await run(
            asking: ActorCaller(definition, key: try ActorKey([room]), server: server, parameters: parameters))
    }
}

extension ServerOptions {
    /// What the room of this name is, by what the lobby says. What it does not know is asked as a chat room, which then is
    /// not there.
    func definition(of room: String) async throws -> any Room {
        let lobby = ActorCaller(Lobby(), key: .empty, server: try address())
        switch try await lobby.kind(room) {
        case .game: return GameRoom()
        case .chat, nil: return ChatRoom()
        }
    }
}

/// Prints what went wrong as a person reads it, and ends with status 1.
@discardableResult
func explainingFailure<Result>(_ body: () async throws -> Result) async throws -> Result {
    do {
        return try await body()
    } catch let error as UserError {
        throw Failure(error.message)
    } catch let error as WireError where error.name == WireError.actorNotFound.name {
        throw Failure("there is no such room; `parlor rooms` lists those that exist")
    } catch let error as WireError where error.name == WireError.forbidden().name {
        throw Failure("this is for operators; --data DIR, the host's data directory, lets you act as the host")
    } catch let error as WireError {
        throw Failure(error.message)
    } catch let error as ControlError {
        throw Failure("\(error). `parlor host` starts a host, --server names another.")
    }
}

/// What a command could not do, in words, of which some may be the host's.
struct Failure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = PlainText.harmless(description) }
}
