import ActorDefinition
import ActorWire
import Logging
import Testing

@testable import ActorClient

@Suite(.timeLimit(.minutes(1)))
struct LifetimeTests {
    @Test func aCallOfAClientThatNobodyRunsFailsAtItsDeadline() async throws {
        let parrot = try ActorClient(Parrot(), key: ActorKey(["cage"]), server: ServerAddress("127.0.0.1")) {
            .init(attempt: 0)
        }
        await #expect(throws: ClientError.timedOut(wasSent: false)) {
            try await parrot.say.within(.milliseconds(1))("hello")
        }
    }

    @Test func nothingIsLeftOfAClientThatHasEnded() async throws {
        try await ScriptedServer.run { connection in
            try await connection.accept()
            try await connection.drain()
        } whileRunning: { server in
            weak var engine: ClientEngine?
            do {
                let parrot = try ActorClient(
                    Parrot(), key: ActorKey(["cage"]), server: server, configuration: .hasty,
                    logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
                ) { .init(attempt: 0) }
                engine = parrot.said.engine
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { await parrot.run() }
                    _ = await parrot.statuses.first(where: \.isConnected)
                    parrot.close()
                    try await group.waitForAll()
                }
            }
            // The socket's handlers go a turn of its loop later than the socket.
            while engine != nil { await Task.yield() }
        }
    }
}
