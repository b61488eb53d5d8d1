internal import ActorDefinition

extension PageRequest {
    var cursor: JournalCursor {
        if let after { .after(after) } else if let before { .before(before) } else { .end }
    }

    func limit(_ limits: RoomLimits) -> Int { min(max(limit ?? limits.page, 1), limits.page) }
}

extension Collection {
    /// As much of a page as fits so many bytes of JSON, at least one entry: its end or its beginning.
    ///
    /// - Parameter text: How many bytes of text an entry holds; an escape may double them, and the rest of an entry
    ///   takes less than 400.
    func bounded(_ bytes: Int, keepingEnd: Bool, text: (Element) -> Int) -> [Element] {
        var rest = bytes
        var count = 0
        for entry in keepingEnd ? AnySequence(self.reversed()) : AnySequence(self) {
            rest -= text(entry) * 2 + 400
            guard rest >= 0 || count == 0 else { break }
            count += 1
        }
        return Array(keepingEnd ? self.suffix(count) : self.prefix(count))
    }
}
