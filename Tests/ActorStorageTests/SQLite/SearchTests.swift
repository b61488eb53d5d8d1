import ActorDefinition
import ActorRuntime
import ActorWire
import GRDB
import Testing

@testable import ActorStorage

/// Entries are found by their words, and a query is never more than words.
@Suite struct SearchTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func open(holding texts: [String?]) async throws -> SQLiteStore {
        let store = try SQLiteStore(at: directory.path)
        var owner = try await Owner("a", in: store)
        let entries = zip((1 as UInt64)..., texts).map { JournalEntry.entry($0, $1) }
        #expect(await owner.commit(entries: entries).revision != nil)
        return store
    }

    private func found(_ query: String, in store: SQLiteStore, before: UInt64? = nil, limit: Int = 100) async throws
        -> [UInt64]
    {
        try await store.search(query, in: "a", before: before, limit: limit).map(\.sequence)
    }

    @Test func entriesWithAllWordsAreFoundTheNewestFirst() async throws {
        let store = try await open(holding: ["red apple", "green apple", nil, "Apple, RED!", "app"])
        #expect(try await found("apple", in: store) == [4, 2, 1])
        #expect(try await found("red apple", in: store) == [4, 1])
        #expect(try await found("apple", in: store, before: 4) == [2, 1])
        #expect(try await found("apple", in: store, limit: 1) == [4])
        #expect(try await found("apple", in: store, limit: 0).isEmpty)
        #expect(try await found("apple", in: store, before: 0).isEmpty)
        #expect(try await found("apple", in: store, before: .max) == [4, 2, 1])
        #expect(try await found("pear", in: store).isEmpty)
        #expect(try await store.search("apple", in: "a", before: 2, limit: 9) == [.entry(1, "red apple")])
        await store.close()
    }

    @Test func theBeginningOfAWordIsEnough() async throws {
        let store = try await open(holding: ["a message of apples", "日本語です", "pineapple"])
        #expect(try await found("mess app", in: store) == [1])
        #expect(try await found("日本", in: store) == [2])
        #expect(try await found("apple", in: store) == [1])
        #expect(try await found("messages", in: store).isEmpty)
        await store.close()
    }

    @Test func accentsAndPunctuationDoNotHideAWord() async throws {
        let store = try await open(holding: ["Café au lait", "don't panic", "日本"])
        #expect(try await found("cafe", in: store) == [1])
        #expect(try await found("CAFÉ !!! 🎉", in: store) == [1])
        #expect(try await found("don't", in: store) == [2])
        #expect(try await found("日本", in: store) == [3])
        await store.close()
    }

    @Test(arguments: [
        "", " ", "\"", "\"\"", "*", "apple*", "a\0b", "\0", "text:apple", "apple OR red", "apple AND", "NOT apple",
        "NEAR(apple red)", "^apple", "(", ")", "{text}:apple", "'; DROP TABLE entries; --", "\u{1B}[31m", "-apple",
        "apple\"", "🎉", "+", ":", String(repeating: "(", count: 10_000), String(repeating: "x ", count: 10_000),
    ])
    func aQueryIsData(_ query: String) async throws {
        let store = try await open(holding: ["apple red", "banana"])
        #expect(try await Set(found(query, in: store)).isSubset(of: [1]))
        #expect(try await found("banana", in: store) == [2])
        await store.close()
    }

    @Test func operatorsAreWordsToo() async throws {
        let store = try await open(holding: ["this or that", "this"])
        #expect(try await found("this OR that", in: store) == [1])
        #expect(try await found("NOT this", in: store).isEmpty)
        await store.close()
    }

    @Test func oneActorsWordsAreNotAnothers() async throws {
        let store = try await open(holding: ["apple"])
        var other = try await Owner("b", in: store)
        await other.commit(entries: [.entry(1, "apple pie"), .entry(2, "apple")])
        #expect(try await found("apple", in: store) == [1])
        #expect(try await store.search("pie", in: "a", before: nil, limit: 9).isEmpty)
        #expect(try await store.search("apple", in: "nobody", before: nil, limit: 9).isEmpty)
        await store.close()
    }

    @Test func theAuditJournalIsNotSearched() async throws {
        let store = try await open(holding: [])
        var other = try await Owner("b", in: store)
        await other.commit(entries: [.entry(1, "kicked", kind: .audit)])
        #expect(try await store.search("kicked", in: "b", before: nil, limit: 9).isEmpty)
        await store.close()
    }

    @Test func theWordsOfADestroyedActorAreGone() async throws {
        let store = try await open(holding: ["plum\0cake"])
        var other = try await Owner("b", in: store)
        await other.commit(entries: [.entry(1, "plum\0tart"), .entry(2)])
        #expect(try await store.search("tart", in: "b", before: nil, limit: 9).count == 1)
        await other.commit(destroys: true)
        #expect(try await store.search("plum", in: "b", before: nil, limit: 9).isEmpty)
        #expect(try await found("plum", in: store) == [1])
        let rows = try await store.pool.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM entry_words WHERE entry_words MATCH 'tart OR plum'")
        }
        #expect(rows == 1)
        await store.close()
    }
}
