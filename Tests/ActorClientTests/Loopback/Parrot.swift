import ActorClient
import ActorDefinition
import ActorWire
import Logging
import Synchronization

/// The declarations by which the tests call; what a server does is in its script.
struct Parrot: DurableActor {
    struct ConnParams: Codable, Sendable, Equatable { var attempt: Int }

    let said = Event<String>()
    let say = Action { (_: Call, text: String) in text }
    let put = Action(idempotent: true) { (_: Call, text: String) in text }
    let hush = Action { (_: Call) in }
}

/// Runs the body with a client that runs, and closes the client after it.
func withParrot(
    at server: ServerAddress, _ configuration: ClientConfiguration = .hasty,
    parameters: @escaping @Sendable () async throws -> Parrot.ConnParams = { .init(attempt: 0) },
    _ body: (ActorClient<Parrot>) async throws -> Void
) async throws {
    let client = try ActorClient(
        Parrot(), key: ActorKey(["cage"]), server: server, configuration: configuration,
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, parameters: parameters)
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await client.run() }
        defer { client.close() }
        try await body(client)
    }
}

extension ClientConfiguration {
    /// With delays that a test can afford.
    static var hasty: ClientConfiguration {
        var configuration = ClientConfiguration()
        configuration.shortestDelay = .milliseconds(1)
        configuration.longestDelay = .milliseconds(20)
        return configuration
    }
}

extension StatusStream {
    func first(where predicate: (ClientStatus) -> Bool) async -> ClientStatus? {
        for await status in self where predicate(status) { return status }
        return nil
    }
}

/// Counts, and remembers, across tasks.
final class Record<Element: Sendable>: Sendable {
    private let elements = Mutex<[Element]>([])
    var all: [Element] { elements.withLock(\.self) }
    func append(_ element: Element) { elements.withLock { $0.append(element) } }
}
