import ActorClient
import ActorWire
import Logging
import ParlorRooms

/// One room of Tron and its four players.
struct PlayedTable {
    struct Player {
        let client: ActorClient<GameRoom>
    }

    let players: [Player]
    private let key: ActorKey
    private let server: ServerAddress
    private let logger: Logger

    init(_ number: Int, _ server: ServerAddress) async throws {
        let (key, logger) = (try ActorKey(["tron-\(number)"]), Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() })
        _ = try await ControlClient(server: server).create(
            GameRoom(), key: key, input: GameSetup(game: "tron", options: ["rounds": 9]))
        players = try (1...4).map { seat in
            let token = "token of player \(number) \(seat)"
            return Player(
                client: try ActorClient(GameRoom(), key: key, server: server, logger: logger) {
                    Introduction(name: "player\(seat)", token: token)
                })
        }
        (self.key, self.server, self.logger) = (key, server, logger)
    }

    /// All sit down; the match begins, and each time it is over another does.
    func begin(_ group: inout ThrowingTaskGroup<Void, any Error>, _ frames: FrameSizes) async throws {
        for player in players {
            let (client, ticks, ends) = (player.client, player.client.frame, player.client.finished)
            group.addTask {
                for try await frame in ticks {
                    frames.add(ToClient.event(name: "frame", arguments: [try Value(encoding: frame)]).json().count)
                }
            }
            group.addTask { for try await _ in ends { _ = try? await client.rematch() } }
            group.addTask { try await ride(client) }
            try await client.sit()
        }
        for player in players { try await player.client.ready(true) }
    }

    /// Somebody else comes in to watch.
    ///
    /// - Returns: How long it took until the match was there.
    func watchAnew() async throws -> Duration {
        let start = ContinuousClock.now
        let client = try ActorClient(GameRoom(), key: key, server: server, logger: logger) { Introduction(name: "eve") }
        return try await withThrowingTaskGroup { group in
            group.addTask { _ = await client.run() }
            _ = try await client.view()
            let time = ContinuousClock.now - start
            client.close()
            try await group.waitForAll()
            return time
        }
    }
}

/// Turns every half second or so; what is refused is of no matter.
private func ride(_ client: ActorClient<GameRoom>) async throws {
    var number = 0
    while !Task.isCancelled {
        try await Task.sleep(for: .milliseconds(.random(in: 300...700)))
        number += 1
        let turn = ["left", "right", "up", "down"].randomElement() ?? "up"
        _ = try? await client.move(MoveRequest(id: "m\(number)", move: ["turn": .string(turn)]))
    }
}
