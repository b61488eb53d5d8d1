import ActorClient
import ParlorRooms
import Synchronization

/// An ordinary person in a room: says something now and then, and hears what another says.
final class Talker: Sendable {
    let name: String
    private let other: String
    private let client: ActorClient<ChatRoom>
    private let state = Mutex(State())

    private struct State {
        var said: [ContinuousClock.Instant] = []
        var heard: [(number: Int, at: ContinuousClock.Instant)] = []
    }

    init(_ name: String, hears other: String, at host: Host) throws {
        self.name = name
        self.other = other
        client = try host.address.client(name, token: "\(name)-keeps-a-secret")
    }

    /// How many messages the person has said.
    var saidCount: Int { state.withLock { $0.said.count } }
    /// The numbers of the other's messages, in the order in which they came.
    var heard: [Int] { state.withLock { $0.heard.map(\.number) } }

    /// How long each message of this person took to the other, from the call to the event.
    func delays(to other: Talker) -> [Duration] {
        let said = state.withLock(\.said)
        return other.state.withLock { state in state.heard.map { $0.at - said[$0.number] } }
    }

    /// Comes in.
    func enter() async throws { _ = try await client.hello() }

    /// Keeps the connection and listens, until cancelled.
    func stay() async {
        let messages = client.newMessage.makeAsyncIterator()
        await withDiscardingTaskGroup { group in
            group.addTask { [client] in _ = await client.run() }
            var messages = messages
            while let message = try? await messages.next() {
                let now = ContinuousClock.now
                let words = message.text.split(separator: " ")
                guard message.author == other, words.first == "number", let number = words.last.flatMap({ Int($0) })
                else {
                    continue
                }
                state.withLock { $0.heard.append((number, now)) }
            }
            group.cancelAll()
        }
    }

    /// Says a message in each interval until it is over.
    func talk(every interval: Duration, until isOver: @Sendable () -> Bool) async throws {
        while !isOver() {
            let number = state.withLock { state in
                state.said.append(.now)
                return state.said.count - 1
            }
            _ = try await client.sendMessage(Post(text: "number \(number)"))
            try await Task.sleep(for: interval)
        }
    }
}
