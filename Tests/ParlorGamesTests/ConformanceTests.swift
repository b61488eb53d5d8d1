import GameTesting
import ParlorGames
import Testing

/// Every game keeps the contract: it is enough to list it.
@Suite struct ConformanceTests {
    static let games: [any GameUnderTest] = [
        Conformance<ConnectFour>(options: [.init(), .init(columns: 4, rows: 4), .init(columns: 8, rows: 7)]),
        Conformance<Chess>(
            options: [.init(), .init(fen: "r3k2r/P6p/8/3pP3/8/8/p6P/R3K2R w KQkq d6 0 1")], stride: 16),
        Conformance<LiarsDice>(options: [.init(), .init(dice: 3, wild: true, exact: true)]),
        Conformance<Battleship>(),
        Conformance<Tron>(seeds: 1...7, options: [.init(), TronTests.options(width: 20, height: 12)], stride: 40),
        Conformance<WordRace>(seeds: 1...4, options: [.init(), WordRaceTests.options(rounds: 1)], stride: 12),
    ]

    @Test(arguments: games.indices) func theGameKeepsTheContract(index: Int) {
        #expect(Self.games[index].violations() == [])
    }

    @Test func noTwoGamesHaveTheSameName() {
        #expect(Set(Self.games.map(\.id)).count == Self.games.count)
    }

    @Test func theGamesAreTheSameInEveryProcess() async throws {
        let child = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
            try ConformanceTests.report().write()
        }
        let (here, there) = (try Self.report(), try #require(ChildReport(child?.standardOutputContent ?? [])))
        #expect(there.hash != here.hash, "dictionaries have the same order in both, which proves nothing")
        #expect(there.digests == here.digests)
    }

    private static func report() throws -> ChildReport {
        ChildReport(digests: try games.map { "\($0.id):\(try $0.digest())" })
    }
}
