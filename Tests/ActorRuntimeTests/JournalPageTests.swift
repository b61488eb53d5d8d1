import ActorDefinition
import ActorRuntime
import ActorWire
import Testing

struct JournalPageTests {
    /// What is recent is entries 4 to 6; the store has come to 5 meanwhile.
    let recent = entries(4...6)
    let stored = entries(1...5)

    @Test(arguments: [
        (JournalCursor.after(0), 10, [1, 2, 3, 4, 5, 6]), (.after(2), 2, [3, 4]), (.after(3), 10, [4, 5, 6]),
        (.after(6), 10, []), (.after(.max), 10, []), (.end, 4, [3, 4, 5, 6]), (.end, 2, [5, 6]),
        (.before(5), 3, [2, 3, 4]), (.before(3), 10, [1, 2]), (.before(1), 10, []), (.end, 0, []),
    ])
    func everyEntryIsThereOnceAndInOrder(cursor: JournalCursor, limit: Int, expected: [UInt64]) async throws {
        let page = try await JournalPage(cursor: cursor, limit: limit).read(recent: recent) { cursor, limit in
            switch cursor {
            case .after(let sequence): Array(stored.filter { $0.sequence > sequence }.prefix(limit))
            case .before(let sequence): Array(stored.filter { $0.sequence < sequence }.suffix(limit))
            case .end: Array(stored.suffix(limit))
            }
        }
        #expect(page.map(\.sequence) == expected)
    }

    @Test func aPageThatTheStoreCutShortHasNoGap() async throws {
        let page = try await JournalPage(cursor: .after(0), limit: 10).read(recent: recent) { _, _ in entries(1...2) }
        #expect(page.map(\.sequence) == [1, 2])
    }
}

private func entries(_ numbers: ClosedRange<UInt64>) -> [JournalEntry] {
    numbers.map { JournalEntry(kind: .main, sequence: $0, time: Timestamp(milliseconds: 0), payload: []) }
}
