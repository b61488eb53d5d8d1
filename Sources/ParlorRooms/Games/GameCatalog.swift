public import ParlorGames

/// The games that a host offers.
public struct GameCatalog: Sendable {
    /// In the order in which they are listed.
    public let games: [AnyGame]

    public init(_ games: [any Game.Type]) { self.games = games.map(AnyGame.init) }

    /// All games of this program.
    public static let standard = GameCatalog([
        ConnectFour.self,
        LiarsDice.self,
        Tron.self,
        WordRace.self,
        Battleship.self,
        Chess.self,
    ])

    /// The game of this id; nil when there is none.
    public subscript(id: String) -> AnyGame? { games.first { $0.info.id == id } }

    /// The ids of all of them.
    public var ids: Set<String> { Set(games.map(\.info.id)) }
}
