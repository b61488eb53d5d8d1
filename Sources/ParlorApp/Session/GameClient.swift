import ActorClient
import ActorWire
import Logging
import ParlorRooms

/// A game room as the screen talks with it: all of a room, and its table.
final class GameClient: RoomClient {
    private let client: ActorClient<GameRoom>

    init(_ client: ActorClient<GameRoom>) { self.client = client }

    func close() { client.close() }

    func follow(logger: Logger, _ tell: @escaping @Sendable (RoomEvent) async -> Void) async {
        await RoomFollower(client, logger: logger).run(tell) { follower, group in
            follower.listen(to: client.seats, in: &group, tell) { .game(.seats($0)) }
            follower.listen(to: client.viewChanged, in: &group, tell) { .game(.view($0)) }
            follower.listen(to: client.frame, in: &group, tell) { .game(.frame($0)) }
            follower.listen(to: client.finished, in: &group, tell) { .game(.finished($0)) }
        }
    }

    func answer(to request: RoomRequest) async -> Result<RoomAnswer, RequestFailure> {
        guard case .game(let request) = request else { return await client.answer(to: request) }
        do {
            return .success(.game(try await perform(request)))
        } catch {
            return .failure(RequestFailure(error))
        }
    }

    private func perform(_ request: GameRequest) async throws -> GameAnswer {
        switch request {
        case .table: return .table(try await client.table())
        case .view: return .view(try await client.view())
        case .move(let move): return .played(try await client.move(move))
        case .results: return .record(try await client.record(nil))
        case .record(let match): return .record(try await client.record(RecordRequest(id: match)))
        case .sit: _ = try await client.sit()
        case .stand: _ = try await client.stand()
        case .ready(let isReady): _ = try await client.ready(isReady)
        case .undo: _ = try await client.undo()
        case .draw: _ = try await client.draw()
        case .resign: _ = try await client.resign()
        case .rematch: _ = try await client.rematch()
        case .addBot(let level): _ = try await client.addBot(level)
        case .removeBot(let seat): _ = try await client.removeBot(seat)
        }
        return .done
    }
}
