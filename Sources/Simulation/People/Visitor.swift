import ActorClient
import ActorDefinition
import ActorWire
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

    private func note(_ what: @autoclosure () -> String) { world.note(household.name, what()) }

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
            note("cannot come: \(error)")
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
            // A rush is more than the actor lets wait.
            let count = chance.happens(100) ? 4 + chance.below(12) : 1
            await withDiscardingTaskGroup { group in
                for _ in 0..<count { group.addTask { await self.passOnce(client) } }
            }
        }
    }

    private func passOnce(_ client: ActorClient<Turnstile>) async {
        let ticket = definition.ledger.sell()
        let luggage = String(repeating: "-", count: chance.below(1_200))
        do {
            let number = try await client.pass.within(.seconds(3))(ticket, luggage)
            note("passes with \(ticket) as number \(number)")
            definition.ledger.answered(ticket, as: number)
        } catch {
            let hasNotRun = Self.hasNotRun(error)
            note("\(hasNotRun ? "has not passed" : "does not know whether it has passed") with \(ticket): \(error)")
            if hasNotRun { definition.ledger.refused(ticket) }
        }
    }

    /// Whether the error says that the call has not run.
    private static func hasNotRun(_ error: any Error) -> Bool {
        switch error {
        case ClientError.queueFull, ClientError.timedOut(wasSent: false): true
        case let error as WireError: error.name == "actor.overloaded"
        default: false
        }
    }

    /// - Returns: The tickets of all who have passed; nil when the turnstile does not say.
    func ask() async -> [Int]? { try? await client?.passed.within(.seconds(10))() }
}
