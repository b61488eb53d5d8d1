import ActorWire
import Testing

@testable import ParlorRooms

struct RosterTests {
    private let now = Timestamp(milliseconds: 0)
    private let ann = MemberID("a")
    private let bob = MemberID("b")
    private let home = IPAddress("10.0.0.7")

    private func roster(_ lines: (MemberID, String)...) -> Roster {
        var roster = Roster()
        for (id, line) in lines {
            _ = roster.enter(id, name: id.rawValue, role: .member, connection: line, address: home, at: now)
        }
        return roster
    }

    @Test func whoIsGoneTogetherLeavesTheOthersInTheirOrder() {
        let people = (0..<6).map { MemberID("\($0)") }
        var roster = Roster()
        for (index, id) in people.enumerated() {
            _ = roster.enter(
                id, name: id.rawValue, role: .member, connection: id.rawValue, address: home, at: now + .seconds(index))
            if index.isMultiple(of: 2) { _ = roster.leave(id, connection: id.rawValue, awayUntil: now) }
        }
        #expect(roster.removeGone(at: now).map(\.id.rawValue) == ["0", "2", "4"])
        #expect(roster.all.map(\.id.rawValue) == ["1", "3", "5"])
        #expect(roster.count == 3)
        #expect(roster.named("2") == nil)
        #expect(roster.removeGone(at: now).isEmpty)
    }

    @Test func twoTerminalsAreOnePerson() {
        var roster = roster((ann, "1"))
        #expect(roster.enter(ann, name: "a", role: .member, connection: "2", address: home, at: now) == .anotherLine)
        #expect(roster.count == 1)
        #expect(roster[ann]?.lines.count == 2)
        #expect(roster.leave(ann, connection: "1", awayUntil: nil) == .oneLineLess)
        guard case .left? = roster.leave(ann, connection: "2", awayUntil: nil) else {
            Issue.record("a person without a terminal is still here")
            return
        }
        #expect(roster.count == 0)
        #expect(roster.named("a") == nil)
    }

    @Test func whoComesBackInTimeWasOnlyAway() {
        var roster = roster((ann, "1"), (bob, "2"))
        let end = now + .seconds(15)
        #expect(roster.leave(ann, connection: "1", awayUntil: end) == .away(end))
        #expect(roster[ann]?.isAway == true)
        #expect(roster.nextDeparture == end)
        #expect(roster.removeGone(at: now + .seconds(14)).isEmpty)
        #expect(roster.enter(ann, name: "a", role: .member, connection: "3", address: home, at: now) == .returned)
        #expect(roster.removeGone(at: end).isEmpty)
        #expect(roster.all.map(\.id) == [ann, bob])
    }

    @Test func whoLeavesAndComesAgainIsListedOnceAndLast() {
        var roster = roster((ann, "1"), (bob, "2"))
        _ = roster.leave(ann, connection: "1", awayUntil: nil)
        #expect(roster.enter(ann, name: "a", role: .member, connection: "3", address: home, at: now) == .joined)
        #expect(roster.all.map(\.id) == [bob, ann])
    }

    @Test func whoDoesNotComeBackIsGone() {
        var roster = roster((ann, "1"))
        _ = roster.leave(ann, connection: "1", awayUntil: now + .seconds(15))
        #expect(roster.removeGone(at: now + .seconds(15)).map(\.id) == [ann])
        #expect(roster.leave(ann, connection: "1", awayUntil: nil) == nil)
    }

    @Test(arguments: ["leaves", "is removed", "is gone"]) func whoIsNotHereAnyMoreHoldsNoNameThatLooksLikeTheirs(
        how: String
    ) {
        var roster = Roster()
        for (id, name) in [(ann, "Ian"), (bob, "Bob")] {
            _ = roster.enter(id, name: name, role: .member, connection: "1", address: home, at: now)
        }
        let looks = ["Ian", "ian", "lan", "I\u{430}n"].map(FoldedName.init)
        for name in looks { #expect(roster.holder(of: name) == ann) }
        switch how {
        case "leaves": _ = roster.leave(ann, connection: "1", awayUntil: nil)
        case "is removed": roster.remove(ann)
        default:
            _ = roster.leave(ann, connection: "1", awayUntil: now)
            _ = roster.removeGone(at: now)
        }
        for name in looks { #expect(roster.holder(of: name) == nil) }
        #expect(roster.holder(of: FoldedName("b0b")) == bob)
    }

    @Test func connectionsAreCountedByTheirAddress() throws {
        var roster = roster((ann, "1"), (ann, "2"), (bob, "3"))
        let address = try #require(home)
        #expect(roster.households.count(of: address) == 3)
        _ = roster.leave(bob, connection: "3", awayUntil: now)
        #expect(roster.households.count(of: address) == 2)
        roster.remove(ann)
        #expect(roster.households.count(of: address) == 0)
    }

    @Test func postsOfTheLastMinuteAreCounted() {
        var count = MinuteCount()
        for second in 0..<60 { count.add(at: now + .seconds(second)) }
        #expect(count.value(at: now + .seconds(59)) == 60)
        #expect(count.value(at: now + .seconds(90)) == 30)
        #expect(count.value(at: now + .seconds(121)) == 0)
    }
}
