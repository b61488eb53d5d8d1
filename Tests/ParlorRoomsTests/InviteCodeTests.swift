import ActorWire
import Testing

@testable import ParlorRooms

struct InviteCodeTests {
    @Test func aCodeHasAtLeastFortyBitsInSymbolsThatDoNotLookAlike() {
        var symbols: Set<Character> = []
        for _ in 0..<2_000 {
            let code = InviteCode(.random(in: .min ... .max)).description
            #expect(code.split(separator: "-").map(\.count) == [3, 3, 3])
            symbols.formUnion(code.filter { $0 != "-" })
        }
        #expect(symbols.isDisjoint(with: "01ILOU"))
        #expect(symbols == Set("23456789ABCDEFGHJKMNPQRSTVWXYZ"))
        // 9 of 30 symbols: more than 2 to the 40th.
        #expect((0..<9).reduce(1) { product, _ in product * symbols.count } > 1 << 40)
    }

    /// The digits of the number in base 30, the lowest first.
    @Test(
        arguments: [
            (0, "222-222-222"), (29, "Z22-222-222"), (30, "232-222-222"), (30 * 30 * 30 - 1, "ZZZ-222-222"),
            (19_683_000_000_000 - 1, "ZZZ-ZZZ-ZZZ"), (19_683_000_000_000, "222-222-222"),
        ] as [(UInt64, String)])
    func aCodeIsANumberOfThirtySymbols(number: UInt64, text: String) {
        #expect(InviteCode(number).description == text)
    }

    @Test(arguments: ["7KD-M4X-PZ2", "7kdm4xpz2", "7kd m4x pz2", "7K-DM-4X-PZ-2"])
    func aCodeIsReadHoweverItIsTyped(text: String) {
        #expect(InviteCode(text)?.description == "7KD-M4X-PZ2")
    }

    @Test(arguments: ["", "7KD-M4X-PZ", "7KD-M4X-PZ22", "7KD-M4X-PZ0", "7KD-M4X-PZI", "７KD-M4X-PZ2", "ßßß-ßßß-ßßß"])
    func whatIsNoCodeIsNotRead(text: String) {
        #expect(InviteCode(text) == nil)
    }

    @Test func aVeryLongTextIsNoCode() {
        #expect(InviteCode(String(repeating: "-", count: 1 << 20) + "7KDM4XPZ2") == nil)
    }
}

/// A generator of which a test knows that it always goes the same way.
struct Steps: RandomNumberGenerator, Sendable {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}
