import ActorClient
import ActorDefinition
import ActorWire
import ArgumentParser
import ParlorRooms

/// A room to ask something of, by a person who need not be in it.
struct RoomRequest: ParsableArguments {
    @Argument(help: "The room.")
    var room: String

    @OptionGroup var options: ServerOptions

    /// - Parameter asHost: Whether somebody who can read the host's secret comes as the host.
    func caller(asHost: Bool = false) throws -> ActorCaller<ChatRoom> {
        let server = try options.address()
        return ActorCaller(
            ChatRoom(), key: try ActorKey([room]), server: server,
            parameters: try Person.parameters(options, server: server, asHost: asHost))
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
    } catch let error as WireError {
        throw Failure(error.message)
    } catch let error as ControlError {
        throw Failure("\(error). `parlor host` starts a host, --server names another.")
    }
}

/// What a command could not do, in words.
struct Failure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
