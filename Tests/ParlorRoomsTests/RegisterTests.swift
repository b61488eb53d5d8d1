import ActorWire
import Testing

@testable import ParlorRooms

struct RegisterTests {
    private let day = Timestamp(milliseconds: 86_400_000)

    private func known(_ id: String, _ name: String, _ role: Role = .member, seen: Int = 0) -> Register.Known {
        .init(id: MemberID(id), name: name, role: role, seen: day + .seconds(seen))
    }

    @Test func aRoleOutlastsTheStore() throws {
        var register = Register()
        register.note(known("1", "mika", .owner), limit: 10)
        register.note(known("2", "kai"), limit: 10)
        register.setRole(.op, of: MemberID("2"))
        let woken = try Value(json: Value(encoding: register).json()).decode(Register.self)
        #expect(woken == register)
        #expect(woken[MemberID("2")]?.role == .op)
        #expect(woken.named("KAI")?.id == MemberID("2"))
        #expect(woken.hasOwner)
    }

    @Test func whoWasNotHereTheLongestIsForgottenButNoOperator() {
        var register = Register()
        register.note(known("1", "mika", .owner, seen: 0), limit: 3)
        register.note(known("2", "kai", seen: 1), limit: 3)
        register.note(known("3", "jo", seen: 2), limit: 3)
        register.note(known("4", "ana", seen: 3), limit: 3)
        #expect(register[MemberID("1")] != nil)
        #expect(register[MemberID("2")] == nil)
        #expect(register.named("kai") == nil)
    }

    /// Neither do their names take up memory, nor is it another register once it was stored.
    @Test func ofWhoIsForgottenNothingIsLeft() throws {
        var register = Register()
        register.note(known("1", "mika", seen: 0), limit: 2)
        for number in 2..<20 { register.note(known("\(number)", "Ian \(number)", seen: number), limit: 2) }
        register.note(known("19", "lan", seen: 30), limit: 2)
        var fresh = Register()
        fresh.note(known("18", "Ian 18", seen: 18), limit: 2)
        fresh.note(known("19", "lan", seen: 30), limit: 2)
        #expect(register == fresh)
    }

    @Test func whoComesAgainPushesNobodyOut() {
        var register = Register()
        register.note(known("1", "mika", seen: 0), limit: 2)
        register.note(known("2", "kai", seen: 1), limit: 2)
        register.note(known("2", "kai", seen: 5), limit: 2)
        #expect(register[MemberID("1")] != nil)
        #expect(register[MemberID("2")]?.seen == day + .seconds(5))
    }

    @Test func aNameIsKeptForAWhileAndAnOperatorsForEver() {
        var register = Register()
        register.note(known("1", "mika", .op), limit: 10)
        register.note(known("2", "kai"), limit: 10)
        let (mika, kai, other) = (FoldedName("mika"), FoldedName("kai"), MemberID("9"))
        #expect(register.keeps(kai, from: other, since: day))
        #expect(!register.keeps(kai, from: MemberID("2"), since: day))
        #expect(!register.keeps(kai, from: other, since: day + .seconds(1)))
        #expect(register.keeps(mika, from: other, since: day + .seconds(1)))
    }

    @Test func aNewNameFreesTheOldOne() {
        var register = Register()
        register.note(known("1", "mika"), limit: 10)
        register.note(known("1", "mikael"), limit: 10)
        #expect(register.named("mika") == nil)
        #expect(register.named("mikael")?.id == MemberID("1"))
        #expect(!register.keeps(FoldedName("mika"), from: MemberID("9"), since: day))
    }

    @Test func ofTwoOfANameTheOneOfHigherRankIsMeantAndNoLookalike() {
        var register = Register()
        register.note(known("1", "mika", .op, seen: 1), limit: 10)
        register.note(known("2", "mika", seen: 2), limit: 10)
        #expect(register.named("mika")?.id == MemberID("1"))
        #expect(register.keeps(FoldedName("mik\u{430}"), from: MemberID("9"), since: day))
        #expect(register.named("mik\u{430}") == nil)
    }
}
