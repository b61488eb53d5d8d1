public import ActorClient
import ActorDefinition
import ActorWire
import ParlorRooms

/// Asks the host where to go: to the table of a game, which it makes if need be, or to the room of an invite code.
public struct TableFinder: Sendable {
    private let server: ServerAddress
    private let control: ControlClient
    private let lobby: ActorCaller<Lobby>

    public init(server: ServerAddress) {
        self.server = server
        control = ControlClient(server: server)
        lobby = ActorCaller(Lobby(), key: .empty, server: server)
    }

    func room(for order: GameOrder) async -> Result<String, RequestFailure> {
        do {
            return .success(try await find(order))
        } catch {
            return .failure(RequestFailure(error))
        }
    }

    /// The room of an invite code.
    func room(withCode code: String) async -> Result<FoundRoom, RequestFailure> {
        do {
            return .success(try await lobby.find(code))
        } catch {
            return .failure(RequestFailure(error))
        }
    }

    /// The best players of a game.
    func top(of game: String) async -> Result<[Standing], RequestFailure> {
        do {
            return .success(try await ActorCaller(Ratings(), key: ActorKey([game]), server: server).top(10))
        } catch let error as WireError where error.name == WireError.actorNotFound.name {
            return .success([])  // The first match that counts makes them.
        } catch {
            return .failure(RequestFailure(error))
        }
    }

    /// The name of the room.
    ///
    /// - Throws: `UserError` or `WireError` when it is refused, `ControlError` when the host does not answer.
    public func find(_ order: GameOrder) async throws -> String {
        if let room = order.room {
            _ = try await control.getOrCreate(GameRoom(), key: ActorKey([room]), input: order.setup)
            return room
        }
        guard order.takesAny else { return try await makeRoom(for: order.setup) }
        let match = try await lobby.quickMatch(order.setup.game)
        if match.isNew {
            _ = try await control.getOrCreate(GameRoom(), key: ActorKey([match.room]), input: order.setup)
        }
        return match.room
    }

    /// A room of its own for a setup that others did not choose.
    private func makeRoom(for setup: GameSetup) async throws -> String {
        let taken = Set(try await lobby.rooms().map(\.name))
        var number = 1
        while true {
            let name = "\(setup.game)-\(number)"
            number += 1
            guard !taken.contains(name) else { continue }
            do {
                _ = try await control.create(GameRoom(), key: ActorKey([name]), input: setup)
                return name
            } catch let error as WireError where error.name == WireError.duplicateKey.name && number < 1_000 {
                continue  // Private rooms are not listed.
            }
        }
    }
}
