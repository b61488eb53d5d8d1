import ActorDefinition
import ActorRuntime
import ActorWire

/// What the gateway asks of the actors behind it; `ActorSystem` answers.
protocol ActorBackend: Sendable {
    func open(_ target: ConnectTarget, input: Value?, parameters: Value?, link: any Link) -> any ActorSession
    func call(
        _ target: ConnectTarget, input: Value?, action: String, arguments: [Value], parameters: Value?,
        client: ClientInfo
    ) async throws(WireError) -> (actor: ActorID, output: EncodedValue)
    func getOrCreate(
        name: String, key: ActorKey, input: Value?, client: ClientInfo?
    ) async throws(WireError) -> (actor: ActorDescription, created: Bool)
    func create(
        name: String, key: ActorKey, input: Value?, client: ClientInfo?
    ) async throws(WireError) -> ActorDescription
    func actors(ids: [ActorID]) async throws(WireError) -> [ActorDescription]
    func actors(name: String, key: ActorKey?, limit: Int) async throws(WireError) -> [ActorDescription]
    func destroy(_ id: ActorID) async throws(WireError)
}

/// The incoming side of one client; see `Session`.
protocol ActorSession: Sendable {
    func receive(contentsOf arrivals: [IncomingFrame]) -> Intake
    func closed(_ reason: DisconnectReason)
}

extension Session: ActorSession {}

extension ActorSystem: ActorBackend {
    func open(_ target: ConnectTarget, input: Value?, parameters: Value?, link: any Link) -> any ActorSession {
        connect(target, input: input, parameters: parameters, link: link)
    }
}
