import Testing

@testable import LoadTesting

/// Whether the test would notice a host that loses, doubles or reorders.
struct LedgerTests {
    private var ledger = Ledger()
    private var ann = Track()
    private var bob = Track()

    private mutating func send(_ count: Int) {
        for number in 0..<count { _ = ledger.send(at: UInt64(number) * 1_000_000) }
        for _ in 0..<count { ledger.answer() }
    }

    private static let later: UInt64 = 10_000_000

    @Test mutating func whatComesOnceAndInOrderIsPerfect() throws {
        send(3)
        for number in 0..<3 {
            try ledger.deliver(number, seq: UInt64(7 + number), to: &ann, at: Self.later)
            try ledger.deliver(number, seq: UInt64(7 + number), to: &bob, at: Self.later)
        }
        #expect(ledger.deliveries == 6)
        #expect(ledger.duplicates + ledger.reordered + ledger.disagreements + ledger.unanswered == 0)
        #expect(ledger.latency.max >= 9.9 && ledger.latency.max <= 10.1)
        #expect(ledger.latency.p50 >= 8.9 && ledger.latency.p50 <= 9.1)
    }

    @Test mutating func whatComesTwiceIsNoDelivery() throws {
        send(2)
        try ledger.deliver(0, seq: 1, to: &ann, at: Self.later)
        try ledger.deliver(0, seq: 1, to: &ann, at: Self.later)
        try ledger.deliver(1, seq: 2, to: &ann, at: Self.later)
        try ledger.deliver(0, seq: 1, to: &ann, at: Self.later)
        #expect(ledger.duplicates == 2)
        #expect(ledger.deliveries == 2)
    }

    @Test mutating func whatComesAfterALaterOneIsLate() throws {
        send(3)
        try ledger.deliver(0, seq: 1, to: &ann, at: Self.later)
        try ledger.deliver(2, seq: 3, to: &ann, at: Self.later)
        try ledger.deliver(1, seq: 2, to: &ann, at: Self.later)
        try ledger.deliver(1, seq: 2, to: &ann, at: Self.later)
        #expect(ledger.reordered == 1)
        #expect(ledger.duplicates == 1)
        #expect(ledger.deliveries == 3)
    }

    @Test mutating func twoMembersWhoSeeAnotherOrderDisagree() throws {
        send(2)
        try ledger.deliver(0, seq: 1, to: &ann, at: Self.later)
        try ledger.deliver(1, seq: 2, to: &ann, at: Self.later)
        try ledger.deliver(1, seq: 1, to: &bob, at: Self.later)
        try ledger.deliver(0, seq: 2, to: &bob, at: Self.later)
        #expect(ledger.disagreements == 2)
    }

    @Test mutating func whatOthersSayHasItsPlaceBetween() throws {
        send(2)
        try ledger.deliver(0, seq: 1, to: &ann, at: Self.later)
        ledger.pass(2, to: &ann)
        try ledger.deliver(1, seq: 3, to: &ann, at: Self.later)
        #expect(ledger.reordered + ledger.duplicates == 0)
    }

    @Test mutating func aMessageThatNobodySentIsAnError() {
        send(1)
        var (ledger, ann) = (ledger, ann)
        #expect(throws: LoadError.self) { try ledger.deliver(1, seq: 1, to: &ann, at: Self.later) }
    }
}
