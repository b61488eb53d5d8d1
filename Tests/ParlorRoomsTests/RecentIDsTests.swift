import Testing

@testable import ParlorRooms

struct RecentIDsTests {
    private let ann = MemberID("a")
    private let bob = MemberID("b")

    @Test func anIDBelongsToItsSender() {
        var ids = RecentIDs(perPerson: 64, people: 10)
        ids.remember("x", from: ann, seq: 7)
        #expect(ids.seq(of: "x", from: ann) == 7)
        #expect(ids.seq(of: "x", from: bob) == nil)
        ids.forget(ann)
        #expect(ids.seq(of: "x", from: ann) == nil)
    }

    @Test func theNewestSixtyFourAreRemembered() {
        var ids = RecentIDs(perPerson: 64, people: 10)
        for seq in UInt64(1)...200 { ids.remember("m\(seq)", from: ann, seq: seq) }
        #expect(ids.seq(of: "m136", from: ann) == nil)
        for seq in UInt64(137)...200 { #expect(ids.seq(of: "m\(seq)", from: ann) == seq) }
    }

    @Test func whoWasSilentTheLongestIsForgottenFirst() {
        var ids = RecentIDs(perPerson: 64, people: 2)
        ids.remember("1", from: ann, seq: 1)
        ids.remember("2", from: bob, seq: 2)
        ids.remember("3", from: ann, seq: 3)
        ids.remember("4", from: MemberID("c"), seq: 4)
        #expect(ids.seq(of: "2", from: bob) == nil)
        #expect(ids.seq(of: "1", from: ann) == 1)
    }
}
