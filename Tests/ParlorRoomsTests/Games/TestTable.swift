import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import ParlorGames
import Synchronization
import Testing

@testable import ParlorRooms

typealias GameTable = TestActor<GameRoom>
typealias Player = TestClient<GameRoom>

let tinyGames = GameCatalog([Nim.self, Secrets.self, Dash.self])

/// A game room named `table` beside the lobby and its archive, whose bots think at once and whose seeds are 1, 2, 3.
func makeTable(
    _ game: String = "nim", store: MemoryStore? = nil, clock: VirtualClock = VirtualClock(), seed: UInt64 = 1,
    limits: RoomLimits = RoomLimits(),
    bots: BotSettings = .immediate, catalog: GameCatalog = tinyGames,
    _ change: (inout GameSetup) -> Void = { _ in }
) async throws -> GameTable {
    var setup = GameSetup(game: game)
    change(&setup)
    let next = Mutex(seed)
    let room = GameRoom(
        limits: limits, catalog: catalog, bots: bots,
        randomness: {
            next.withLock { next in
                defer { next += 1 }
                return next
            }
        })
    return try await TestActor(
        room, key: ["table"], input: setup, with: Registration(Lobby(limits: limits)), Registration(MatchArchive()),
        Registration(Ratings()), store: store, clock: clock)
}

extension BotSettings {
    /// Thinks where it is asked, so that time is the clock's alone.
    static var immediate: BotSettings { .thinking { $0() } }

    static func thinking(
        by run: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void
    ) -> BotSettings {
        var bots = BotSettings()
        bots.run = run
        return bots
    }
}

extension GameTable {
    func enter(_ name: String) async throws -> Player {
        try await connect(.init(name: name, token: token(name)))
    }

    /// Ann and Bob, seated and ready, when the match has begun.
    func begin(_ names: String...) async throws -> [Player] {
        var players: [Player] = []
        for name in names.isEmpty ? ["ann", "bob"] : names {
            let player = try await enter(name)
            try await player.sit()
            players.append(player)
        }
        for player in players { try await player.ready(true) }
        await advance(by: .seconds(3))
        return players
    }
}

extension Player {
    @discardableResult
    func play(_ text: String, id: String? = nil) async throws -> MoveReceipt {
        let revision = try await shownRevision
        return try await self.move(MoveRequest(id: id ?? "\(text)-\(revision)", text: text))
    }

    private var shownRevision: Int { get async throws { try await self.view()?.revision ?? 0 } }

    /// The game's view, as this player may see it.
    func shown<V: Decodable>(_ type: V.Type) async throws -> V {
        try #require(try await self.view()).view.decode(type)
    }

    var phase: TableStatus.Phase { get async throws { try await self.table().phase } }
}

extension GameTable {
    /// Lets so much time pass that a bot has thought and moved.
    func botsMove() async {
        for _ in 0..<12 { await advance(by: .milliseconds(50)) }
    }
}
