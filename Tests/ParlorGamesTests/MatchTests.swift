import ParlorGames
import Testing

@Suite struct MatchTests {
    // MARK: Moves

    /// The rules of ``Hasty`` change the state and draw from the generator before they refuse.
    @Test func whatIsRefusedHasNotHappened() throws {
        var match = try Match<Hasty>(seed: 1, seats: 2)
        var other = match
        #expect(throws: Rejection("no", "not that")) { try match.play(.refused, by: 0) }
        #expect(match == other)
        try match.play(.accepted, by: 0)
        try other.play(.accepted, by: 0)
        #expect(match == other)
    }

    @Test func everyChangeCounts() throws {
        var match = try Match<ConnectFour>(seed: 1, seats: 2)
        #expect(match.revision == 0)
        try match.drop("34")
        try match.forfeit(1)
        #expect(match.revision == 3)
        #expect(match.record.events == [.move(0, .init(drop: 3)), .move(1, .init(drop: 4)), .forfeit(1, .gaveUp)])
    }

    @Test func onlyWhoIsToMoveMoves() throws {
        var match = try Match<ConnectFour>(seed: 1, seats: 2)
        #expect(throws: Rejection("not_your_turn", "it is not your turn")) { try match.play(.init(drop: 3), by: 1) }
        for seat in [-1, 2, Int.min, Int.max] {
            #expect(code { try match.play(.init(drop: 3), by: seat) } == "not_seated")
            #expect(code { try match.forfeit(seat) } == "not_seated")
            #expect(code { try match.timeOut(seat) } == "not_seated")
            #expect(match.moves(for: seat).isEmpty)
        }
        #expect(match.revision == 0)
    }

    @Test func nothingHappensAfterTheEnd() throws {
        var match = try Match<ConnectFour>(seed: 1, seats: 2)
        try match.forfeit(0)
        let end = match
        #expect(code { try match.play(.init(drop: 3), by: 1) } == "over")
        #expect(code { try match.forfeit(1) } == "over")
        #expect(code { try match.timeOut(1) } == "over")
        #expect(code { try match.agreeDraw() } == "over")
        #expect(code { try match.join() } == "over")
        match.tick()
        #expect(match == end)
    }

    @Test func aGameIsForSoMany() {
        for seats in [Int.min, -1, 0, 1, 3, .max] {
            #expect(code { _ = try Match<ConnectFour>(seed: 1, seats: seats) } == "seats")
        }
    }

    // MARK: Time

    @Test func whoseTimeIsOverPlaysWhatTheGameSays() throws {
        var match = try Match<Stones<Correct>>(seed: 1, seats: 2)
        let pile = match.state.pile
        #expect(code { try match.timeOut(1) } == "not_your_turn")
        try match.timeOut(0)
        #expect(match.state.pile == pile - 1)
        #expect(match.record.events == [.move(0, .init(take: 1))])
    }

    @Test func whereTheGameSaysNothingTheyForfeit() throws {
        var match = try Match<ConnectFour>(seed: 1, seats: 2)
        try match.timeOut(0)
        #expect(match.record.events == [.forfeit(0, .time)])
    }

    /// In every game, so that nobody who ran out of time is said to have given up.
    @Test(arguments: Forfeit.allCases) func theResultSaysWhyTheOtherIsGone(cause: Forfeit) throws {
        func reason<G: Game>(_ game: G.Type) throws -> String? {
            var match = try Match<G>(seed: 1, seats: 2)
            try match.forfeit(1, for: cause)
            #expect(match.outcome?.winners == [0])
            #expect(try Match(replaying: match.record) == match)
            return match.outcome?.reason
        }
        let reasons = [
            try reason(Battleship.self), try reason(Chess.self), try reason(ConnectFour.self),
            try reason(LiarsDice.self), try reason(Tron.self), try reason(WordRace.self),
        ]
        #expect(Set(reasons) == ["the other \(cause.words)"])
    }

    @Test func ticksAreRecordedTogether() throws {
        var match = try Match<Hasty>(seed: 1, seats: 2, options: .init(ticks: true))
        for _ in 0..<3 { match.tick() }
        try match.play(.accepted, by: 1)
        for _ in 0..<2 { match.tick() }
        #expect(match.record.events == [.ticks(3), .move(1, .accepted), .ticks(2)])
        #expect(match.revision == 6)
    }

    @Test func aGameOfTurnsDoesNotTick() throws {
        var match = try Match<ConnectFour>(seed: 1, seats: 2)
        match.tick()
        #expect(match.revision == 0)
    }

    // MARK: Seats and draws

    @Test func peopleJoinWhereTheGameLetsThem() throws {
        var match = try Match<Hasty>(seed: 1, seats: 2)
        try match.join()
        #expect(match.seats == 3)
        #expect(code { try match.join() } == "full")
        var other = try Match<Stones<Correct>>(seed: 1, seats: 2)
        #expect(code { try other.join() } == "no_late_join")
        #expect(other.seats == 2)
    }

    @Test func playersMayAgreeToADraw() throws {
        var match = try Match<ConnectFour>(seed: 1, seats: 2)
        try match.agreeDraw()
        #expect(match.turn == .over)
        #expect(match.outcome == .draw(of: 2, "agreed"))
        #expect(match.moves(for: 0).isEmpty)
        #expect(try Match(replaying: match.record) == match)
    }

    private func code(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return (error as? Rejection)?.code
        }
    }
}
