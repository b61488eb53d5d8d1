import ActorGateway
import ActorRuntime
import ActorStorage
import Logging

func serve(_ configuration: GatewayConfiguration, from folder: String) async throws {
    let logger = Logger(label: "server")
    let store = try SQLiteStore(in: DataDirectory(path: folder, program: "example"), logger: logger)
    let system = ActorSystem([Registration(Room())], store: store, logger: logger)
    let gateway = Gateway(system: system, configuration: configuration, logger: logger)
    async let running: Void = system.run()
    print("listening on", try await gateway.start())
    await running
}
