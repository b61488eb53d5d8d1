import ActorClient
import ParlorRooms
import Synchronization

/// Somebody who reads along in a room, and after each gap asks for what was missed, as the room's page tells it.
final class Witness: Sendable {
    private let heard = Mutex<[Message]>([])
    private let client: ActorClient<ChatRoom>

    init(_ client: ActorClient<ChatRoom>) { self.client = client }

    /// All that was said, in the order in which this client saw it.
    var messages: [Message] { heard.withLock(\.self) }

    private enum News {
        case connected
        case said(Message)
    }

    /// Reads along until cancelled.
    func run() async {
        let (news, told) = AsyncStream.makeStream(of: News.self)
        let messages = client.newMessage.makeAsyncIterator()
        await withDiscardingTaskGroup { group in
            group.addTask { [client] in
                var wasConnected = false
                for await status in client.statuses {
                    if status.isConnected, !wasConnected { told.yield(.connected) }
                    wasConnected = status.isConnected
                }
            }
            group.addTask {
                var messages = messages
                while let message = try? await messages.next() { told.yield(.said(message)) }
            }
            for await event in news {
                switch event {
                case .connected: await catchUp()
                case .said(let message):
                    if message.seq > seen + 1 { await catchUp() }
                    if message.seq > seen { heard.withLock { $0.append(message) } }
                }
            }
            group.cancelAll()
        }
    }

    private var seen: UInt64 { heard.withLock { $0.last?.seq ?? 0 } }

    private func catchUp() async {
        while let page = try? await client.history(PageRequest(after: seen, limit: 100)), !page.isEmpty {
            heard.withLock { heard in
                for message in page where message.seq > heard.last?.seq ?? 0 { heard.append(message) }
            }
        }
    }
}
