import ActorDefinition
import ActorWire
import Testing

@testable import ParlorRooms

struct SentencesTests {
    private let now = Timestamp(milliseconds: 1_000_000)
    private let troll = MemberID("0011")

    private func sentence(_ subject: Subject, name: String? = "troll", seconds: Int? = nil) -> Sentence {
        Sentence(
            subject: subject, name: name, by: "mika", reason: "", since: now, until: seconds.map { now + .seconds($0) })
    }

    private func visitor(
        _ name: String, id: String = "guest.1", from address: String = "10.0.0.7", role: Role = .guest,
        isKnown: Bool = false
    ) -> Visitor {
        Visitor(
            id: MemberID(id), name: FoldedName(name), address: IPAddress(address), role: role, isKnown: isKnown)
    }

    private func isMet(_ visitor: Visitor, by subject: Subject) -> Bool { subject.matches(visitor) }

    @Test func aPersonIsMetUnderAnyName() {
        #expect(isMet(visitor("other", id: "0011", role: .op, isKnown: true), by: Subject(member: troll)))
        #expect(!isMet(visitor("other", id: "0012"), by: Subject(member: troll)))
    }

    @Test func aNameMeetsStrangersButNobodyWhomTheRoomKnows() {
        let subject = Subject(name: FoldedName("Troll"))
        #expect(isMet(visitor("TROLL"), by: subject))
        #expect(!isMet(visitor("troll", id: "22", role: .member, isKnown: true), by: subject))
    }

    @Test func aGuestsAddressMeetsGuestsOnly() {
        let subject = Subject(guestsFrom: AddressRange("10.0.0.7"))
        #expect(isMet(visitor("new"), by: subject))
        #expect(!isMet(visitor("new", from: "10.0.0.8"), by: subject))
        #expect(!isMet(visitor("new", role: .member), by: subject))
    }

    @Test func whatIsOverTakesNoPlaceFromWhatIsNew() throws {
        var sentences = Sentences()
        try sentences.impose(sentence(Subject(member: MemberID("1")), name: "a", seconds: 5), limit: 1)
        var next = sentence(Subject(member: MemberID("2")), name: "b")
        next.since = now + .seconds(5)
        try sentences.impose(next, limit: 1)
        #expect(sentences.all == [next])
    }

    @Test func aRangeMeetsEverybodyButOperators() {
        let subject = Subject(range: AddressRange("10.0.0.0/8"))
        #expect(isMet(visitor("a", role: .member, isKnown: true), by: subject))
        #expect(!isMet(visitor("a", role: .op, isKnown: true), by: subject))
        #expect(!isMet(visitor("a", role: .owner, isKnown: true), by: subject))
    }

    @Test func aSentenceEndsByItself() throws {
        var sentences = Sentences()
        try sentences.impose(sentence(Subject(name: FoldedName("troll")), seconds: 60), limit: 10)
        #expect(sentences.nextEnd == now + .seconds(60))
        #expect(sentences.inForce(for: visitor("troll"), at: now + .seconds(59)) != nil)
        #expect(sentences.inForce(for: visitor("troll"), at: now + .seconds(60)) == nil)
        #expect(sentences.removeOver(at: now + .seconds(59)).isEmpty)
        #expect(sentences.removeOver(at: now + .seconds(60)).count == 1)
        #expect(sentences.all.isEmpty)
    }

    @Test func aSecondSentenceReplacesTheFirst() throws {
        var sentences = Sentences()
        try sentences.impose(sentence(Subject(name: FoldedName("troll"))), limit: 1)
        try sentences.impose(sentence(Subject(name: FoldedName("troll")), name: "TROLL", seconds: 5), limit: 1)
        #expect(sentences.all.map(\.name) == ["TROLL"])
    }

    @Test func aSentenceAgainstOneOfTwoWithTheSameNameLeavesThatOfTheOther() throws {
        var sentences = Sentences()
        try sentences.impose(sentence(Subject(member: troll)), limit: 10)
        try sentences.impose(sentence(Subject(member: MemberID("0012")), seconds: 60), limit: 10)
        try sentences.impose(sentence(Subject(member: MemberID("0012")), seconds: 5), limit: 10)
        #expect(sentences.all.map(\.subject.member) == [troll, MemberID("0012")])
        #expect(sentences.inForce(for: visitor("other", id: "0011"), at: now + .seconds(60)) != nil)
        #expect(sentences.inForce(for: visitor("other", id: "0012"), at: now + .seconds(5)) == nil)
    }

    @Test func aSentenceAgainstAGuestReplacesThatOfAnEarlierGuestOfTheName() throws {
        var sentences = Sentences()
        for (guest, seconds) in [("guest.1", 60), ("guest.2", 5)] {
            let subject = Subject(member: MemberID(guest), name: FoldedName("troll"))
            try sentences.impose(sentence(subject, seconds: seconds), limit: 10)
        }
        #expect(sentences.inForce(for: visitor("troll", id: "guest.3"), at: now + .seconds(5)) == nil)
    }

    @Test func sentencesAreLiftedByNameOrByRange() throws {
        var sentences = Sentences()
        try sentences.impose(sentence(Subject(member: troll)), limit: 10)
        try sentences.impose(sentence(Subject(range: AddressRange("10.0.0.0/8")), name: nil), limit: 10)
        #expect(sentences.lift(name: "nobody").isEmpty)
        #expect(sentences.lift(name: nil, range: AddressRange("10.9.9.9/8")).count == 1)
        #expect(sentences.lift(name: "Troll").count == 1)
        #expect(sentences.all.isEmpty)
    }

    @Test func beyondTheLimitNothingIsForgotten() throws {
        var sentences = Sentences()
        try sentences.impose(sentence(Subject(), name: "a"), limit: 1)
        #expect(throws: UserError.self) { try sentences.impose(sentence(Subject(), name: "b"), limit: 1) }
        #expect(sentences.all.map(\.name) == ["a"])
    }
}
