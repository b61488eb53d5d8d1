/// The texts that were sent, to be recalled with Up and Down.
struct InputHistory: Equatable, Sendable {
    let limit: Int
    private var entries: [String] = []
    /// The recalled entry; `entries.count` while the draft is shown.
    private var position = 0
    private var draft = ""

    init(limit: Int) {
        self.limit = max(limit, 0)
    }

    /// Remembers a text, unless it is blank or the same as the last one.
    mutating func add(_ text: String) {
        if text.contains(where: { !$0.isWhitespace }), text != entries.last {
            entries.append(text)
            entries.removeFirst(max(entries.count - limit, 0))
        }
        leave()
    }

    /// Goes back to the draft without recalling it.
    mutating func leave() {
        position = entries.count
        draft = ""
    }

    /// The entry before the shown one; the text of an unsent draft is kept for the way back.
    mutating func older(than shown: String) -> String? {
        guard position > 0 else { return nil }
        if position == entries.count { draft = shown }
        position -= 1
        return entries[position]
    }

    mutating func newer() -> String? {
        guard position < entries.count else { return nil }
        position += 1
        return position == entries.count ? draft : entries[position]
    }
}
