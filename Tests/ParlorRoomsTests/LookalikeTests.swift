import ActorTesting
import ActorWire
import Foundation
import Testing

@testable import ParlorRooms

struct LookalikeTests {
    @Test(arguments: [
        ("раураl", "paypal"), ("аdmin", "admin"), ("ΡΑΥΡΑL", "PayPal"), ("mikа", "MIKA"), ("Νina", "nina"),
        ("νera", "vera"),
        ("PaypaI", "paypal"), ("paypa1", "paypal"), ("paypa|", "paypal"), ("Ӏan", "lan"), ("Ian", "lan"),
        ("r00t", "root"),
        ("RОOT", "root"), ("ɡreg", "greg"), ("ᴍɪᴋᴀ", "mika"), ("օlga", "olga"), ("ja\u{FE0F}ne", "jane"),
        ("j\u{200B}ane", "jane"), ("ja\u{AD}ne", "jane"), ("jane\u{2800}", "jane"), ("ⓜⓘⓚⓐ", "mika"),
        ("ｐａｙｐａｌ", "paypal"),
        ("𝗆𝗂𝗄𝖺", "mika"), ("ﬁna", "fina"), ("mika‐x", "mika-x"), ("zoё", "zoë"), ("zoе\u{308}", "zoë"),
        ("ΝΙΝΑ", "nina"),
        ("ｶﾞ", "ガ"), ("ℳika", "mika"), ("ken²", "ken2"),
    ])
    func whoLooksLikeAnotherIsTakenForThem(_ name: String, _ other: String) throws {
        #expect(FoldedName(name).isAlike(FoldedName(other)))
        #expect(FoldedName(other).isAlike(FoldedName(name)))
        #expect(try MemberName(name).firstFree(FoldedName(other).isAlike) != MemberName(name).description)
    }

    @Test(arguments: [
        ("Ian", "Jan"), ("mika", "mike"), ("ian", "lan"), ("mila", "miia"), ("kim", "kin"), ("anna", "ana"),
        ("jo2", "jo3"),
        ("mikä", "mika"), ("Иван", "Иана"), ("Анна", "Инна"), ("Кирилл", "Кирил"), ("Νίκος", "Νίνος"), ("大", "太"),
        ("🦊", "🐺"),
    ])
    func whoIsToldApartIsNobodyElse(_ name: String, _ other: String) {
        #expect(!FoldedName(name).isAlike(FoldedName(other)))
    }

    @Test func alikeNamesAreNotTheSameName() {
        #expect(FoldedName("раураl") != FoldedName("paypal"))
        #expect(FoldedName("Ian") != FoldedName("lan"))
    }

    /// The letters and digits that Unicode has but as another form of an ASCII one.
    @Test func everyStyledLetterIsTheLetter() throws {
        var count = 0
        for value: UInt32 in 0x80...0x1FFFF {
            guard let scalar = Unicode.Scalar(value), scalar.properties.age.map({ $0.major < 13 }) == true else {
                continue
            }
            let plain = String(scalar).decomposedStringWithCompatibilityMapping
            guard plain.unicodeScalars.count == 1, let letter = plain.first, letter.isASCII,
                letter.isLetter || letter.isNumber
            else { continue }
            count += 1
            #expect(FoldedName(String(scalar)) == FoldedName(plain), "\(String(value, radix: 16)) \(plain)")
        }
        #expect(count > 900)
    }

    @Test func aFoldedNameIsFoldedNoFurther() throws {
        for value: UInt32 in 0x20...0x1FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let name = FoldedName("a\(scalar)b")
            let stored = try Value(json: Value(encoding: name).json()).decode(FoldedName.self)
            #expect(stored == name && stored.isAlike(name), "\(String(value, radix: 16))")
        }
    }

    @Test func everyRussianNameHasASkeletonOfItsOwn() {
        let letters = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
        let skeletons = letters.map { FoldedName(String($0)).skeletons[0] }
        #expect(Set(skeletons).count == letters.count)
    }

    @Test func whoComesWithATakenNameInOtherLettersGetsANumber() async throws {
        let room = try await makeRoom()
        _ = try await room.enter("paypal")
        let mallory = try await room.connect(.init(name: "раураl"))
        #expect(try await mallory.hello().you.name == "раураl2")
        let ivan = try await room.connect(.init(name: "Иван"))
        #expect(try await ivan.hello().you.name == "Иван")
    }

    @Test func aNameThatIsKeptIsKeptFromThoseWhoLookLikeIt() async throws {
        let room = try await makeRoom()
        let ann = try await room.enter("Ian")
        ann.disconnect()
        await room.settle()
        let mallory = try await room.connect(.init(name: "lan"))
        #expect(try await mallory.hello().you.name == "lan2")
    }

    @Test func anActOfModerationConcernsTheVeryName() async throws {
        let room = try await makeRoom()
        let owner = try await room.enter("owner")
        _ = try await room.connect(.init(name: "раураl"))
        #expect(try await code { try await owner.kick(KickRequest(name: "paypal")) } == "not_here")
        #expect(try await owner.kick(KickRequest(name: "раураl")).target == "раураl")
    }

    @Test func whoIsBannedByNameDoesNotReturnByALookalike() async throws {
        let room = try await makeRoom()
        let owner = try await room.enter("owner")
        _ = try await owner.ban(BanRequest(name: "troll"))
        #expect(try await code { _ = try await room.connect(.init(name: "tr0ll")) } == "banned")
        #expect(try await code { _ = try await room.connect(.init(name: "trull")) } == nil)
        #expect(try await code { _ = try await owner.unban(UnbanRequest(name: "tr0ll")) } != nil)
    }
}
