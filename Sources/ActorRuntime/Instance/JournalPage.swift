package import ActorDefinition

/// A page of a journal whose newest entries may not be in the store yet.
package struct JournalPage {
    let cursor: JournalCursor
    let limit: Int

    package init(cursor: JournalCursor, limit: Int) {
        self.cursor = cursor
        self.limit = limit
    }

    package typealias Fetch = nonisolated(nonsending) (JournalCursor, Int) async throws -> [JournalEntry]

    /// - Parameters:
    ///   - recent: The newest entries of the journal, oldest first, whether they are in the store or not.
    ///   - fetch: Reads a page from the store.
    nonisolated(nonsending) package func read(recent: [JournalEntry], fetch: Fetch) async throws -> [JournalEntry] {
        guard limit > 0 else { return [] }
        guard let first = recent.first?.sequence else { return try await fetch(cursor, limit) }
        switch cursor {
        case .after(let sequence): return try await page(after: sequence, recent, from: first, fetch)
        case .before(let sequence): return try await page(before: sequence, recent, from: first, fetch)
        case .end: return try await page(before: .max, recent, from: first, fetch)
        }
    }

    nonisolated(nonsending) private func page(
        after sequence: UInt64, _ recent: [JournalEntry], from first: UInt64, _ fetch: Fetch
    ) async throws -> [JournalEntry] {
        var page: [JournalEntry] = []
        if sequence < first - 1 {
            page = try await fetch(.after(sequence), limit).filter { $0.sequence < first }
            // The store may have ended the page for its size: what follows then must not be joined to it.
            if let last = page.last, last.sequence + 1 < first { return page }
        }
        page += recent.lazy.filter { $0.sequence > sequence }.prefix(limit - page.count)
        return page
    }

    nonisolated(nonsending) private func page(
        before sequence: UInt64, _ recent: [JournalEntry], from first: UInt64, _ fetch: Fetch
    ) async throws -> [JournalEntry] {
        let newest = Array(recent.filter { $0.sequence < sequence }.suffix(limit))
        guard newest.count < limit else { return newest }
        return try await fetch(.before(min(first, sequence)), limit - newest.count) + newest
    }
}
