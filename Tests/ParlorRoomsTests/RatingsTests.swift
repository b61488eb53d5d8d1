import ActorDefinition
import ActorTesting
import ActorWire
import Glibc
import Testing

@testable import ParlorRooms

struct RatingsTests {
    private func match(_ id: String, _ places: KeyValuePairs<String, Int>) -> RatedMatch {
        RatedMatch(id: id, players: places.map { .init(member: MemberID($0), name: $0, place: $1) })
    }

    private func makeRatings(_ limits: RoomLimits = RoomLimits()) async throws -> TestActor<Ratings> {
        try await TestActor(Ratings(limits: limits), key: ["chess"])
    }

    // MARK: Elo

    /// The example of the article "Elo rating system" in Wikipedia: 1613 against five others.
    @Test(arguments: zip([1609.0, 1477, 1388, 1586, 1720], [0.51, 0.69, 0.79, 0.54, 0.35]))
    func theExpectedScoreIsThePublishedOne(opponent: Double, score: Double) {
        #expect(abs(Elo.expectedScore(of: 1613, against: opponent) - score) < 0.006)
    }

    @Test func theExampleEndsAt1601() {
        // A loss, a draw, two wins and a loss: third together with 1477 among six.
        let others: [(rating: Double, place: Int)] = [(1609, 1), (1477, 3), (1388, 5), (1586, 6), (1720, 2)]
        let change = Elo.changes([(1613, 3)] + others)[0]
        // The article counts five matches; here they are one and weigh as one.
        #expect((1613 + change * 5).rounded() == 1601)
    }

    @Test func betweenEqualsTheWinnerTakesHalfOfK() {
        #expect(Elo.changes([(1200, 1), (1200, 2)]) == [16, -16])
        #expect(Elo.changes([(1200, 1), (1200, 1)]) == [0, 0])
    }

    @Test func nobodyGainsWhatNobodyLoses() {
        var steps = Steps(state: 3)
        for _ in 0..<200 {
            let players = (0..<Int.random(in: 2...20, using: &steps)).map { _ in
                (rating: Double.random(in: 0...3_000, using: &steps), place: Int.random(in: 1...5, using: &steps))
            }
            let changes = Elo.changes(players)
            #expect(abs(changes.reduce(0, +)) < 1e-6)
            #expect(changes.allSatisfy { abs($0) <= 32 })
        }
    }

    // MARK: The actor

    @Test func aLongRowOfMatchesGivesTheRatingsOfThePlainFormula() async throws {
        let ratings = try await makeRatings()
        var steps = Steps(state: 11)
        var expected = ["a": 1200.0, "b": 1200, "c": 1200]
        for round in 0..<60 {
            let pair = ["a", "b", "c"].shuffled(using: &steps).prefix(2)
            let (winner, loser) = (pair[0], pair[1])
            try await ratings[job: \.count](match("m\(round)", [winner: 1, loser: 2]))
            let (w, l) = (expected[winner] ?? 0, expected[loser] ?? 0)
            expected[winner] = w + 32 * (1 - 1 / (1 + pow(10, (l - w) / 400)))
            expected[loser] = l + 32 * (0 - 1 / (1 + pow(10, (w - l) / 400)))
        }
        let names = ["a", "b", "c"]
        #expect(
            try await ratings[job: \.ratings](names.map { MemberID($0) })
                == names.map { Int((expected[$0] ?? 0).rounded()) })
    }

    @Test func aMatchToldTwiceCountsOnceAlsoAfterARestart() async throws {
        let ratings = try await makeRatings()
        let first = try await ratings[job: \.count](match("m1", ["ann": 1, "bob": 2]))
        #expect(first.map(\.before) == [1200, 1200])
        #expect(first.map(\.after) == [1216, 1184])
        try await ratings.restart()
        #expect(try await ratings[job: \.count](match("m1", ["ann": 1, "bob": 2])) == first)
        let ann = try #require(try await ratings.connect().rating(MemberID("ann")))
        #expect(ann.rating == 1216)
        #expect(ann.matches == 1)
    }

    @Test func theBestComeFirst() async throws {
        let ratings = try await makeRatings()
        try await ratings[job: \.count](match("m1", ["ann": 1, "bob": 2]))
        try await ratings[job: \.count](match("m2", ["cyd": 1, "bob": 2]))
        try await ratings[job: \.count](match("m3", ["dan": 1, "eve": 1]))
        let client = try await ratings.connect()
        #expect(try await client.top(nil).map(\.name) == ["ann", "cyd", "dan", "eve", "bob"])
        #expect(try await client.top(2).map(\.rating) == [1216, 1215])
        #expect(try await client.top(-3).count == 1)
        try await ratings[job: \.count](match("m4", ["bob": 1, "ann": 2]))
        try await ratings[job: \.count](match("m5", ["bob": 1, "ann": 2]))
        #expect(try await client.top(1).map(\.name) == ["cyd"])
        #expect(try await client.rating(MemberID("nobody")) == nil)
    }

    @Test func clientsCannotChangeRatings() async throws {
        let ratings = try await makeRatings()
        let client = try await ratings.connect()
        let forged =
            #"[{"id":"m1","players":[{"member":"a","name":"a","place":1},{"member":"b","name":"b","place":2}]}]"#
        #expect(try await code { try await client.call("count", json: forged) } == "actor.action_not_found")
        #expect(try await client.top(nil).isEmpty)
    }

    @Test func aMatchOfFewerThanTwoOrOfTheSameTwiceIsRefused() async throws {
        let ratings = try await makeRatings()
        for players in [["ann"], ["ann", "ann"], []] {
            let match = RatedMatch(
                id: "m", players: players.map { .init(member: MemberID($0), name: $0, place: 1) })
            #expect(try await code { try await ratings[job: \.count](match) } == "user.invalid_match")
        }
    }

    @Test func whoHasNotPlayedTheLongestIsForgottenBeyondTheLimit() async throws {
        var limits = RoomLimits()
        limits.ratedPlayers = 3
        let ratings = try await makeRatings(limits)
        try await ratings[job: \.count](match("m1", ["ann": 1, "bob": 2]))
        await ratings.advance(by: .seconds(1))
        try await ratings[job: \.count](match("m2", ["ann": 1, "cyd": 2]))
        await ratings.advance(by: .seconds(1))
        try await ratings[job: \.count](match("m3", ["cyd": 1, "dan": 2]))
        #expect(Set(try await ratings.connect().top(nil).map(\.name)) == ["ann", "cyd", "dan"])
    }

    @Test func onlyGamesHaveRatings() async throws {
        await #expect(throws: (any Error).self) { try await TestActor(Ratings(), key: ["Not a game"]) }
        await #expect(throws: (any Error).self) { try await TestActor(Ratings(games: ["chess"]), key: ["go"]) }
        _ = try await TestActor(Ratings(games: ["chess"]), key: ["chess"])
    }

    @Test func whoAsksTooOftenIsSlowedDown() async throws {
        var limits = RoomLimits()
        limits.reads = .init(burst: 2, perSecond: 1)
        let ratings = try await makeRatings(limits)
        let client = try await ratings.connect()
        for _ in 0..<2 { _ = try await client.top(nil) }
        #expect(try await code { _ = try await client.top(nil) } == "flood")
    }
}
