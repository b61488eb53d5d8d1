import ActorClient
import ActorDefinition
import ActorWire
import ParlorRooms

/// Follows the list of the host's rooms.
struct LobbyFollower: Sendable {
    private let configuration: ChatConfiguration

    init(_ configuration: ChatConfiguration) { self.configuration = configuration }

    func run(_ tell: @escaping @Sendable ([RoomSummary]) async -> Void) async {
        var patient = ClientConfiguration()
        // How far away the host is, and whether it is there, the room's own client finds out.
        patient.pingInterval = .seconds(30)
        guard
            let client = try? ActorClient(
                Lobby(), key: .empty, server: configuration.server, configuration: patient,
                logger: configuration.logger, parameters: { Nothing() })
        else { return }
        await withDiscardingTaskGroup { group in
            // The whole list is asked for again: it is short, and changes are few.
            @Sendable func tellAll() async { if let rooms = try? await client.rooms() { await tell(rooms) } }
            listen(to: client.roomsChanged, in: &group, tellAll)
            listen(to: client.roomRemoved, in: &group, tellAll)
            group.addTask { await client.run() }
            group.addTask {
                var wasConnected = false
                for await status in client.statuses {
                    if status.isConnected, !wasConnected { await tellAll() }
                    wasConnected = status.isConnected
                }
            }
        }
    }

    private func listen<Element>(
        to events: EventStream<Element>, in group: inout DiscardingTaskGroup,
        _ tell: @escaping @Sendable () async -> Void
    ) {
        let first = events.makeAsyncIterator()
        group.addTask {
            var changes = first
            while true {
                do {
                    guard try await changes.next() != nil else { return }
                } catch ClientError.lagged {
                    changes = events.makeAsyncIterator()
                } catch {
                    return
                }
                await tell()
            }
        }
    }
}
