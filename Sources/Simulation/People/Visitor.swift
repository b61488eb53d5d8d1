import ActorClient
import ActorDefinition
import NIOCore

/// Somebody who passes a turnstile again and again, and never repeats a call that may have run.
// Sendable: see RunQueue.
final class Visitor: @unchecked Sendable {
    private let definition: Turnstile
    private let household: Household
    private let world: World
    private let network: Network
    private var chance: Chance
    private(set) var client: ActorClient<Turnstile>?
    private var isLeaving = false
    private var isResting = false

    /// - Parameter number: Where this visitor's machine is.
    init(_ name: String, number: Int, network: Network, definition: Turnstile, chance: Chance) throws {
        self.network = network
        self.definition = definition
        self.chance = chance
        world = network.world
        household = Household(name: name, address: try SocketAddress(ipAddress: "198.51.100.\(number)", port: 1_000))
    }

    var line: Line? { network.line(of: household.name) }

    func come() {
        guard client == nil else { return }
        do {
            let client = try network.client(of: definition, Turnstile.key, from: household, chance: chance.split()) {
                Nothing()
            }
            self.client = client
            isLeaving = false
            world.start { await self.stay(client) }
        } catch {
            world.note(household.name, "cannot come: \(error)")
        }
    }

    func leave() {
        isLeaving = true
        client?.close()
    }

    /// Passes no more.
    func rest() { isResting = true }

    private func stay(_ client: ActorClient<Turnstile>) async {
        await withDiscardingTaskGroup { group in
            group.addTask {
                await client.run()
                self.isLeaving = true
            }
            group.addTask { await self.pass(client) }
        }
        self.client = nil
    }

    private func pass(_ client: ActorClient<Turnstile>) async {
        while true {
            await world.sleep(chance.milliseconds(200...4_000))
            guard !isLeaving, !isResting else { return }
            definition.ledger.called()
            do {
                let number = try await client.pass.within(.seconds(3))()
                world.note(household.name, "passes as number \(number)")
                definition.ledger.answered(number)
            } catch {
                world.note(household.name, "does not know whether it has passed: \(error)")
            }
        }
    }

    /// - Returns: How many have passed; nil when the turnstile does not say.
    func ask() async -> Int? { try? await client?.passed.within(.seconds(10))() }
}
