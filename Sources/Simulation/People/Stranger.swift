import ActorClient
import ActorDefinition
import ActorWire
import NIOCore
import ParlorRooms

/// Somebody whom the room does not know: knocks once, with an invite code or without, and goes away again.
// Sendable: see RunQueue.
final class Stranger: @unchecked Sendable {
    enum Answer {
        case letIn
        /// Was asked for the code, or for another one.
        case turnedAway
        case nothing
    }

    private let name: String
    private let household: Household
    private let network: Network
    private let door: Doorkeeper
    private var chance: Chance
    private var answer = Answer.nothing

    /// - Parameter number: Whom nobody else has: each knocks once.
    init(_ number: Int, network: Network, door: Doorkeeper, chance: Chance) throws {
        name = "stranger \(number)"
        self.network = network
        self.door = door
        self.chance = chance
        household = Household(
            name: name, address: try SocketAddress(ipAddress: "203.0.113.\(number % 250)", port: 1_000 + number))
    }

    /// - Parameter code: What they say the code is; nil for nothing.
    func knock(with code: String?) async -> Answer {
        let began = network.world.now
        let shown = code ?? (network.tamper.mistake == .openDoor ? door.code : nil)
        let client: Person.Client
        do {
            client = try network.client(of: ChatRoom(), Person.key, from: household, chance: chance.split()) { [name] in
                Introduction(name: name, token: Person.token(of: name), invite: shown)
            }
        } catch {
            network.world.note(name, "cannot knock: \(error)")
            return .nothing
        }
        network.world.after(.seconds(20)) { client.close() }
        await withDiscardingTaskGroup { group in
            group.addTask { self.hear(await client.run(), code, since: began) }
            group.addTask {
                for await status in client.statuses where status.isConnected {
                    self.answer = .letIn
                    self.door.letIn(self.name, with: code, since: began)
                    client.close()
                }
            }
        }
        network.world.note(name, "knocks with \(code ?? "no code"): \(answer)")
        return answer
    }

    private func hear(_ end: ClosedReason, _ code: String?, since began: Duration) {
        guard case .refused(let error) = end, error.code == "invite_needed" else { return }
        answer = .turnedAway
        door.turnedAway(name, with: code, since: began)
    }
}
