import ActorClient
import ActorDefinition
import ActorWire
import ParlorRooms

extension ServerOptions {
    /// Who asks something of a room, without being in it.
    ///
    /// - Parameter asHost: Whether somebody who can read the host's secret comes as the host.
    func caller(of room: String, asHost: Bool = false) throws -> ActorCaller<ChatRoom> {
        let server = try address()
        return ActorCaller(
            ChatRoom(), key: try ActorKey([room]), server: server,
            parameters: try Person.parameters(self, server: server, asHost: asHost))
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

/// What a command could not do, in words.
struct Failure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
