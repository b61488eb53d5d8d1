import ActorClient
import Logging
import ParlorRooms

/// The client of a room, whatever kind of room it is.
protocol RoomClient: AnyObject, Sendable {
    /// Asks the room, and turns whatever comes of it into an answer or a failure.
    func answer(to request: RoomRequest) async -> Result<RoomAnswer, RequestFailure>
    /// Stays in the room and tells what is heard there. Returns when the client has stopped for good.
    func follow(logger: Logger, _ tell: @escaping @Sendable (RoomEvent) async -> Void) async
    /// Leaves the room.
    func close()
}

extension ActorClient: RoomClient where D: Room {
    func follow(logger: Logger, _ tell: @escaping @Sendable (RoomEvent) async -> Void) async {
        await RoomFollower(self, logger: logger).run(tell)
    }
}
