import ActorClient
import ActorDefinition
import ActorWire
import ParlorRooms

/// Follows the list of the host's rooms.
struct LobbyFollower: Sendable {
    private let configuration: ChatConfiguration

    init(_ configuration: ChatConfiguration) { self.configuration = configuration }

    func run(_ tell: @escaping @Sendable ([RoomSummary]) async -> Void) async {
        guard
            let client = try? ActorClient(
                Lobby(), key: .empty, server: configuration.server, logger: configuration.logger,
                parameters: { Nothing() })
        else { return }
        let changes = client.roomsChanged.makeAsyncIterator()
        await withDiscardingTaskGroup { group in
            group.addTask { await client.run() }
            group.addTask {
                var wasConnected = false
                for await status in client.statuses {
                    if status.isConnected, !wasConnected, let rooms = try? await client.rooms() { await tell(rooms) }
                    wasConnected = status.isConnected
                }
            }
            group.addTask {
                var changes = changes
                // The whole list is asked for again: it is short, and changes are few.
                while true {
                    do {
                        guard try await changes.next() != nil else { return }
                    } catch ClientError.lagged {
                        changes = client.roomsChanged.makeAsyncIterator()
                    } catch {
                        return
                    }
                    if let rooms = try? await client.rooms() { await tell(rooms) }
                }
            }
        }
    }
}
