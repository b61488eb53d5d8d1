import ActorDefinition
import Testing

@testable import ParlorRooms

struct NameTests {
    @Test(arguments: [
        ("mika", "mika"), ("  Ann  Lee ", "Ann-Lee"), ("@mika", "mika"), ("#~+jo:", "jo"), ("名前", "名前"), ("🦊", "🦊"),
        ("mi\u{202E}ka", "mika"), ("@#a\u{200D}:,", "a"), ("@\u{301}mika", "mika"), ("a \u{301}b", "a-\u{301}b"),
    ])
    func aNameIsOneWordWithoutMarks(_ raw: String, _ expected: String) throws {
        #expect(try MemberName(raw).description == expected)
    }

    @Test(arguments: ["", "   ", "@", "\u{200B}", "...", String(repeating: "a", count: 25)])
    func whatIsNoNameIsRefused(_ raw: String) {
        #expect(throws: UserError.self) { try MemberName(raw) }
    }

    @Test func twentyFourFamiliesAreANameAndTwentyFiveAreNot() throws {
        let flag = "🇩🇪"
        #expect(try MemberName(String(repeating: flag, count: 24)).description.count == 24)
        #expect(throws: UserError.self) { try MemberName(String(repeating: flag, count: 25)) }
    }

    @Test(arguments: [
        ("Mika", "mika"), ("ＭＩＫＡ", "mika"), ("𝐦𝐢𝐤𝐚", "mika"), ("mi\u{AD}ka", "mika"), ("STRASSE", "straße"),
        ("café", "cafe\u{301}"), ("ΣΟΦΟΣ", "σοφος"),
    ])
    func namesThatLookAlikeAreTheSame(_ one: String, _ other: String) {
        #expect(FoldedName(one) == FoldedName(other))
    }

    @Test func differentNamesStayDifferent() {
        #expect(FoldedName("mika") != FoldedName("mike"))
    }

    @Test func aTakenNameGetsTheFirstFreeNumber() throws {
        let taken = ["mika", "MIKA2"].map(FoldedName.init)
        #expect(try MemberName("Mika").firstFree { taken.contains($0) } == "Mika3")
    }

    @Test func aNumberedNameIsNotTooLong() throws {
        let name = String(repeating: "x", count: 24)
        let free = try MemberName(name).firstFree { $0 == FoldedName(name) }
        #expect(free == String(repeating: "x", count: 23) + "2")
    }

    @Test func roomNamesAreLettersDigitsHyphensUnderscoresAndDots() throws {
        for name in ["a", "Ops-2_x.y", String(repeating: "z", count: 32)] { try RoomName.validate(name) }
        for name in ["", "a b", "a/b", "ä", "a,b", "a\n", String(repeating: "z", count: 33)] {
            #expect(throws: UserError.self) { try RoomName.validate(name) }
        }
    }

    @Test func aTokenIsKnownByItsHashAlone() throws {
        // b2sum -l 256 of the same text
        let id = try MemberID(token: "0123456789abcdef")
        #expect(id.rawValue == "c783baf5fb1427e7d924c9fe")
        #expect(!id.isGuest)
        #expect(throws: UserError.self) { try MemberID(token: "short") }
        #expect(throws: UserError.self) { try MemberID(token: String(repeating: "x", count: 129)) }
    }

    @Test func guestsAreNewOverEveryWake() {
        #expect(MemberID.guest(1, since: 5).isGuest)
        #expect(MemberID.guest(1, since: 5) != MemberID.guest(1, since: 6))
        #expect(MemberID.guest(1, since: 5) != MemberID.guest(2, since: 5))
    }
}
