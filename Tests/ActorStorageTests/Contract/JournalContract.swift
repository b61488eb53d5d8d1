import ActorDefinition
import ActorRuntime
import ActorWire
import Testing

/// What every store promises of journals.
@Suite struct JournalContract {
    @Test(arguments: StoreUnderTest.allCases)
    func anEntryComesBackAsItWasWritten(_ kind: StoreUnderTest) async throws {
        try await kind.open { store in
            var owner = try await Owner("a", in: store)
            let time = Timestamp(milliseconds: -5)
            let entries = [
                JournalEntry(kind: .main, sequence: 1, time: time, clientID: "c-1", text: "héllo", payload: [0, 255]),
                JournalEntry(kind: .main, sequence: 2, time: time, clientID: "", text: "", payload: []),
                JournalEntry(kind: .main, sequence: 3, time: time, clientID: "a\0b", text: "x\0y", payload: [0]),
                JournalEntry(kind: .main, sequence: 4, time: time, clientID: nil, text: nil, payload: [1]),
                JournalEntry(kind: .main, sequence: 5, time: time, clientID: "'; --", text: "\"", payload: [2]),
            ]
            #expect(await owner.commit(entries: entries).revision != nil)
            let found = try await store.wholeJournal(of: "a")
            #expect(found == entries)
            #expect(found.map { $0.text.map { Array($0.utf8) } } == entries.map { $0.text.map { Array($0.utf8) } })
        }
    }

    @Test(arguments: StoreUnderTest.allCases, [0, 1, 3, 5, UInt64.max])
    func aSequenceWithAGapOrARepetitionIsRefused(_ kind: StoreUnderTest, _ wrong: UInt64) async throws {
        try await kind.open { store in
            var owner = try await Owner("a", in: store)
            if wrong != 1 { await owner.commit(entries: [.entry(1)]) }
            let entries: [JournalEntry] = wrong == 1 ? [.entry(1), .entry(1)] : [.entry(wrong)]
            #expect(await owner.commit(entries: entries).isRefused)
            #expect(await owner.commit(entries: [.entry(wrong == 1 ? 1 : 2)]).revision != nil)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func theTwoJournalsOfAnActorCountApart(_ kind: StoreUnderTest) async throws {
        try await kind.open { store in
            var owner = try await Owner("a", in: store)
            await owner.commit(entries: [.entry(1), .entry(1, kind: .audit), .entry(2), .entry(2, kind: .audit)])
            #expect(try await store.wholeJournal(of: "a").map(\.sequence) == [1, 2])
            #expect(try await store.wholeJournal(.audit, of: "a").map(\.sequence) == [1, 2])
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func theJournalOfAnUnknownActorIsEmpty(_ kind: StoreUnderTest) async throws {
        try await kind.open { store in
            let journal = try await store.wholeJournal(of: "nobody")
            #expect(journal.isEmpty)
        }
    }

    /// Every page beside what a walk over the whole journal gives.
    @Test(arguments: StoreUnderTest.allCases)
    func pagesAreWhatTheirCursorSays(_ kind: StoreUnderTest) async throws {
        try await kind.open { store in
            var owner = try await Owner("a", in: store)
            var neighbour = try await Owner("b", in: store)
            let entries = (1...20).map { JournalEntry.entry($0, size: Int($0 * 7 % 50)) }
            await owner.commit(entries: entries)
            await neighbour.commit(entries: entries)
            let numbers: [UInt64] = [0, 1, 2, 10, 19, 20, 21, .max]
            let cursors = [.end] + numbers.map(JournalCursor.after) + numbers.map(JournalCursor.before)
            for cursor in cursors {
                for limit in [-1, 0, 1, 7, 20, .max] {
                    for maxBytes in [.min, 0, 1, 60, 200, .max] {
                        let page = try await store.journal(
                            .main, of: "a", from: cursor, limit: limit, maxBytes: maxBytes)
                        #expect(
                            page == naivePage(of: entries, from: cursor, limit: limit, maxBytes: maxBytes),
                            "\(cursor), limit \(limit), maxBytes \(maxBytes)")
                    }
                }
            }
        }
    }

    private func naivePage(
        of entries: [JournalEntry], from cursor: JournalCursor, limit: Int, maxBytes: Int
    ) -> [JournalEntry] {
        let candidates: [JournalEntry] =
            switch cursor {
            case .after(let sequence): entries.filter { $0.sequence > sequence }
            case .before(let sequence): entries.filter { $0.sequence < sequence }.reversed()
            case .end: entries.reversed()
            }
        var page: [JournalEntry] = []
        for entry in candidates where page.count < limit {
            let size = page.reduce(entry.payload.count) { $0 + $1.payload.count }
            if !page.isEmpty && size > maxBytes { break }
            page.append(entry)
        }
        return page.sorted { $0.sequence < $1.sequence }
    }
}
