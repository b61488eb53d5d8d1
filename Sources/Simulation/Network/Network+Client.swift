import ActorClient
import ActorDefinition
import ActorWire
import Logging

extension Network {
    /// The client of an actor, as everybody has it, on this network.
    func client<D: DurableActor>(
        of definition: D, _ key: [String], method: ConnectTarget.Method = .getOrCreate, from household: Household,
        chance: Chance, parameters: @escaping @Sendable () async throws -> D.ConnParams
    ) throws(WireError) -> ActorClient<D> {
        var configuration = ClientConfiguration()
        configuration.method = method
        let transport = NetworkTransport(network: self, household: household, queue: queue(of: definition))
        return try ActorClient(
            definition, key: try ActorKey(key), transport: transport, configuration: configuration,
            clock: ClientTime(clock: world.clock), randomness: chance,
            logger: Logger(label: "simulation") { _ in SwiftLogNoOpLogHandler() }, parameters: parameters)
    }
}
