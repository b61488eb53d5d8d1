import ActorDefinition
import ActorWire
import Testing

@testable import ParlorRooms

struct TableTests {
    private let now = Timestamp(milliseconds: 1_000_000)
    private let ann = MemberID("a")
    private let bob = MemberID("b")
    private let cyd = MemberID("c")

    private func table(_ size: ClosedRange<Int> = 2...3, _ people: MemberID..., late: Bool = false) throws -> Table {
        var table = Table(size: size, joinsLate: late)
        for (index, id) in people.enumerated() {
            try table.sit(id, id.rawValue, at: now + .seconds(index))
        }
        return table
    }

    private func playing(_ size: ClosedRange<Int> = 2...3, _ people: MemberID..., late: Bool = false) throws -> Table {
        var table = Table(size: size, joinsLate: late)
        for (index, id) in people.enumerated() { try table.sit(id, id.rawValue, at: now + .seconds(index)) }
        table.begin()
        return table
    }

    @Test func seatsAreTakenInTheirOrderUntilTheTableIsFull() throws {
        var table = try table(2...2, ann)
        #expect(table.freeSeats == 1)
        #expect(try table.sit(bob, "b", at: now) == 1)
        #expect(throws: UserError("table_full", "all 2 seats are taken")) { try table.sit(cyd, "c", at: now) }
        #expect(table.seats.map(\.name) == ["a", "b"] && table.freeSeats == 0)
    }

    @Test func nobodySitsTwice() throws {
        var table = try table(2...3, ann)
        #expect(throws: UserError("seated", "you have a seat")) { try table.sit(ann, "a", at: now) }
    }

    @Test func theCountdownBeginsWhenEnoughAreHereAndAllAreReady() throws {
        var table = try table(2...3, ann)
        table.setReady(true, 0, at: now)
        #expect(table.phase == .gathering)
        try table.sit(bob, "b", at: now)
        #expect(table.phase == .gathering)
        table.setReady(true, 1, at: now)
        #expect(table.phase == .countdown && table.countdownEnds == now + .seconds(3))
    }

    @Test(arguments: ["sits", "stands", "is not ready", "is away"])
    func theCountdownStopsWhenSomebody(_ does: String) throws {
        var table = try table(2...3, ann, bob)
        table.setReady(true, 0, at: now)
        table.setReady(true, 1, at: now)
        try #require(table.phase == .countdown)
        switch does {
        case "sits": try table.sit(cyd, "c", at: now)
        case "stands": table.stand(bob, at: now)
        case "is not ready": table.setReady(false, 1, at: now)
        default: table.goAway(1, until: now + .seconds(15), at: now)
        }
        #expect(table.phase == .gathering && table.countdownEnds == nil)
    }

    @Test func aReadyPlayerWhoComesBackStartsTheCountdownAgain() throws {
        var table = try table(2...2, ann, bob)
        table.setReady(true, 0, at: now)
        table.setReady(true, 1, at: now)
        table.goAway(1, until: now + .seconds(15), at: now)
        table.comeBack(bob, at: now + .seconds(5))
        #expect(table.countdownEnds == now + .seconds(8))
    }

    @Test func botsAreReady() throws {
        var table = try table(2...3, ann)
        try table.addBot("random", at: now)
        #expect(table.phase == .gathering)
        table.setReady(true, 0, at: now)
        #expect(table.phase == .countdown)
    }

    @Test func aBotSitsDownOnlyWhereAPersonSits() throws {
        var table = Table(size: 1...2)
        #expect(throws: UserError("no_player", "a bot sits down to play with somebody: take a seat first")) {
            try table.addBot("random", at: now)
        }
        try table.sit(ann, "a", at: now)
        try table.addBot("random", at: now)
        #expect(table.seats.count == 2)
    }

    @Test func botsOfALevelHaveNamesOfTheirOwn() throws {
        var table = try table(2...4, ann)
        try table.addBot("random", at: now)
        try table.addBot("random", at: now)
        #expect(table.seats.map(\.name) == ["a", "random bot", "random bot 2"])
        try table.removeBot(1, at: now)
        try table.addBot("random", at: now)
        #expect(table.seats.map(\.name) == ["a", "random bot 2", "random bot"])
    }

    @Test func aBotIsRemovedByItsSeatOrTheLastOne() throws {
        var table = try table(2...4, ann)
        try table.addBot("x", at: now)
        try table.addBot("y", at: now)
        #expect(throws: UserError("no_bot", "no bot sits there")) { try table.removeBot(0, at: now) }
        #expect(throws: UserError("no_bot", "no bot sits there")) { try table.removeBot(7, at: now) }
        #expect(throws: UserError("no_bot", "no bot sits there")) { try table.removeBot(-1, at: now) }
        try table.removeBot(nil, at: now)
        #expect(table.seats.map(\.name) == ["a", "x bot"])
    }

    @Test func theNextWhoCameIsHostWhenTheHostLeaves() throws {
        var table = try table(2...3, ann, bob, cyd)
        #expect(table.host == ann)
        table.stand(bob, at: now)
        #expect(table.host == ann)
        table.stand(ann, at: now)
        #expect(table.host == cyd)
        table.stand(cyd, at: now)
        #expect(table.host == nil)
    }

    @Test func aHostWhoLeavesAMatchIsNoHost() throws {
        var table = try playing(2...3, ann, bob, cyd)
        table.stand(ann, at: now)
        #expect(table.host == bob && table.seats.count == 3)
    }

    @Test func botsDoNotKeepATableForThemselves() throws {
        var table = try table(2...3, ann)
        try table.addBot("random", at: now)
        table.stand(ann, at: now)
        #expect(table.seats.isEmpty)
    }

    @Test func peopleComeLateWhereTheGameLetsThem() throws {
        var closed = try playing(2...3, ann, bob)
        #expect(closed.freeSeats == 0)
        #expect(throws: UserError("playing", "a match runs: wait until it is over")) {
            try closed.sit(cyd, "c", at: now)
        }
        var open = try playing(2...3, ann, bob, late: true)
        #expect(open.freeSeats == 1)
        #expect(try open.sit(cyd, "c", at: now) == 2)
        #expect(open.phase == .playing)
    }

    @Test func nobodyPlaysAMatchTwice() throws {
        var table = try playing(2...3, ann, bob, late: true)
        table.stand(ann, at: now)
        #expect(throws: UserError("left", "you left this match: wait for the next")) {
            try table.sit(ann, "a", at: now)
        }
        table.finish(at: now) { _ in true }
        #expect(try table.sit(ann, "a", at: now) == 1)
    }

    @Test func seatsStandAsTheyWereUntilSomebodyElseSitsDown() throws {
        var table = try playing(2...2, ann, bob)
        table.finish(at: now) { _ in true }
        table.stand(ann, at: now)
        #expect(table.seats.map(\.name) == ["a", "b"] && table.phase == .finished)
        #expect(table.freeSeats == 1)
        #expect(try table.sit(cyd, "c", at: now) == 1)
        #expect(table.seats.map(\.name) == ["b", "c"] && table.phase == .gathering && table.host == bob)
    }

    @Test func whoIsGoneWhenItEndsHasLeft() throws {
        var table = try playing(2...2, ann, bob)
        table.finish(at: now) { $0 != ann }
        #expect(table.seat(of: ann) == nil && table.seat(of: bob) == 1 && table.host == bob)
    }

    @Test func whoseLineBrokeJustBeforeTheEndMayComeBack() throws {
        var table = try playing(2...2, ann, bob)
        table.goAway(0, until: now + .seconds(120), at: now)
        table.finish(at: now) { $0 == bob }
        #expect(table.seats[0].awayUntil == now + .seconds(15) && table.seat(of: ann) == 0)
        table.comeBack(ann, at: now)
        #expect(table.vote(for: .rematch, by: 0) == false)
    }

    @Test func aMotionIsCarriedByAllWhoStillPlay() throws {
        var table = try playing(2...4, ann, bob, cyd)
        #expect(table.vote(for: .draw, by: 0) == false)
        #expect(table.vote(for: .draw, by: 0) == false)
        #expect(table.drawVotes == [0])
        table.forfeit(2)
        #expect(!table.isCarried(.draw))
        #expect(table.vote(for: .draw, by: 1) == true)
        table.withdrawMotions()
        #expect(!table.isCarried(.draw))
    }

    @Test func botsHaveNoVoice() throws {
        var table = try table(2...2, ann)
        try table.addBot("random", at: now)
        table.begin()
        #expect(table.vote(for: .undo, by: 0) == true)
    }

    @Test func aBotThatTookASeatHasNoVoiceAndTheOwnerHas() throws {
        var table = try playing(2...2, ann, bob)
        table.takeOver(1, by: "random")
        #expect(table.vote(for: .draw, by: 0) == true)
        table.comeBack(bob, at: now)
        #expect(table.seats[1].bot == nil && !table.isCarried(.draw))
    }

    @Test(arguments: ["stands", "forfeits", "is replaced"])
    func whoseMatchIsOverHasNoVoteAndNobodyWaitsForThem(_ does: String) throws {
        var table = try playing(2...3, ann, bob, cyd)
        _ = table.vote(for: .draw, by: 1)
        table.goAway(1, until: now + .seconds(5), at: now)
        switch does {
        case "stands": table.stand(bob, at: now)
        case "forfeits": table.forfeit(1)
        default: table.takeOver(1, by: "random")
        }
        #expect(table.drawVotes.isEmpty && table.nextAbsence == nil)
        table.goAway(1, until: now + .seconds(5), at: now)
        #expect(table.nextAbsence == nil || does == "stands")
    }

    @Test func noBotPlaysOnForWhoLeft() throws {
        var table = try playing(2...2, ann, bob)
        table.takeOver(1, by: "random")
        table.stand(bob, at: now)
        #expect(table.seats[1].bot == nil && table.seats[1].hasLeft)
    }

    @Test func aTableThatAllHaveLeftAfterAMatchIsEmpty() throws {
        var table = try playing(2...2, ann, bob)
        table.finish(at: now) { _ in true }
        table.stand(ann, at: now)
        table.stand(bob, at: now)
        #expect(table.seats.isEmpty && table.phase == .gathering && table.host == nil)
    }

    @Test func theBotOfASeatIsRemovedThoughOthersHaveLeftBeforeIt() throws {
        var table = try table(2...4, ann, bob)
        try table.addBot("x", at: now)
        try table.addBot("y", at: now)
        table.begin()
        table.finish(at: now) { _ in true }
        table.stand(ann, at: now)
        try table.removeBot(2, at: now)
        #expect(table.seats.map(\.name) == ["b", "y bot"])
    }

    @Test func whoWasSecondBeginsTheRematch() throws {
        var table = try playing(2...2, ann, bob)
        table.finish(at: now) { _ in true }
        #expect(table.vote(for: .rematch, by: 1) == false)
        #expect(table.vote(for: .rematch, by: 0) == true)
        table.rematch(at: now)
        #expect(table.seats.map(\.name) == ["b", "a"] && table.phase == .countdown && table.host == ann)
    }

    @Test func thereIsNoRematchWithThoseWhoLeft() throws {
        var table = try playing(2...2, ann, bob)
        table.finish(at: now) { $0 == ann }
        #expect(table.vote(for: .rematch, by: 0) == true)
        table.rematch(at: now)
        #expect(table.seats.map(\.name) == ["a"] && table.phase == .gathering)
    }

    @Test func theOneWhoHasBeenAwayTheLongestIsOverdueFirst() throws {
        var table = try playing(2...3, ann, bob, cyd)
        table.goAway(2, until: now + .seconds(5), at: now)
        table.goAway(0, until: now + .seconds(9), at: now)
        // Noted once: a second line that breaks gives no more time.
        table.goAway(2, until: now + .seconds(60), at: now)
        #expect(table.nextAbsence == now + .seconds(5))
        #expect(table.overdue(at: now + .seconds(4)) == nil)
        #expect(table.overdue(at: now + .seconds(9)) == 2)
    }

    @Test func nobodyWaitsForWhoHasForfeited() throws {
        var table = try playing(2...3, ann, bob, cyd)
        table.forfeit(1)
        table.goAway(1, until: now, at: now)
        #expect(table.nextAbsence == nil)
        table.forgiveDowntime(at: now, grace: .seconds(120))
        #expect(table.seats[1].awayUntil == nil && table.seats[0].awayUntil == now + .seconds(120))
    }

    @Test func downtimeIsNobodysAbsence() throws {
        var table = try playing(2...3, ann, bob, cyd)
        table.goAway(0, until: now + .seconds(10), at: now)
        table.goAway(1, until: now + .seconds(100), at: now)
        let later = now + .seconds(60)
        table.forgiveDowntime(at: later, grace: .seconds(120))
        // Missed his time while nobody could come; still has time; was here.
        #expect(
            table.seats.map(\.awayUntil) == [later + .seconds(120), now + .seconds(100), later + .seconds(120)])
        // Settled in time, as when the room slept.
        table.forgiveDowntime(at: now + .seconds(102), grace: .seconds(120))
        #expect(table.seats[1].awayUntil == now + .seconds(100))
    }

    @Test func aTableSurvivesItsCoding() throws {
        var table = try table(2...4, ann, bob)
        try table.addBot("random", at: now)
        table.setReady(true, 0, at: now)
        table.goAway(1, until: now + .seconds(3), at: now)
        #expect(try Value(encoding: table).decode(Table.self) == table)
    }
}
