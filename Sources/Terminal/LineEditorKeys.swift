extension LineEditor {
    /// Lets the editor act on a stroke. Enter, Tab and Escape are left to the caller.
    public mutating func handle(_ press: KeyPress) -> Outcome {
        if let character = press.typed {
            return type(character) ? .edited : .full
        }
        let before = clusters
        guard let action = Self.actions[press] else { return .ignored }
        action(&self)
        if clusters == before {
            return .moved
        }
        return .edited
    }

    /// A run of typed characters is undone at once.
    ///
    /// - Returns: Whether there was room for it.
    private mutating func type(_ character: Character) -> Bool {
        if !isTyping || character == " " { remember() }
        isTyping = true
        return insertRemembered(String(character))
    }

    private typealias KeyAction = @Sendable (inout LineEditor) -> Void

    private static let actions: [KeyPress: KeyAction] = [
        .control("a"): { $0.move(to: $0.lineStart) }, KeyPress(.home): { $0.move(to: $0.lineStart) },
        .control("e"): { $0.move(to: $0.lineEnd) }, KeyPress(.end): { $0.move(to: $0.lineEnd) },
        .control("b"): { $0.move(to: $0.cursor - 1) }, KeyPress(.left): { $0.move(to: $0.cursor - 1) },
        .control("f"): { $0.move(to: $0.cursor + 1) }, KeyPress(.right): { $0.move(to: $0.cursor + 1) },
        .alt("b"): { $0.move(to: $0.wordStart) }, KeyPress(.left, .control): { $0.move(to: $0.wordStart) },
        .alt("f"): { $0.move(to: $0.wordEnd) }, KeyPress(.right, .control): { $0.move(to: $0.wordEnd) },
        KeyPress(.left, .alt): { $0.move(to: $0.wordStart) }, KeyPress(.right, .alt): { $0.move(to: $0.wordEnd) },
        .control("h"): { $0.delete($0.cursor - 1..<$0.cursor) },
        KeyPress(.backspace): { $0.delete($0.cursor - 1..<$0.cursor) },
        .control("d"): { $0.delete($0.cursor..<$0.cursor + 1) },
        KeyPress(.delete): { $0.delete($0.cursor..<$0.cursor + 1) },
        .control("k"): { $0.kill($0.cursor..<$0.killEnd) }, .control("u"): { $0.kill($0.killStart..<$0.cursor) },
        .control("w"): { $0.kill($0.blankWordStart..<$0.cursor) },
        KeyPress(.backspace, .alt): { $0.kill($0.wordStart..<$0.cursor) },
        .alt("d"): { $0.kill($0.cursor..<$0.wordEnd) },
        .control("y"): { $0.insert($0.killed) }, .control("t"): { $0.transpose() },
        .control("_"): { $0.undo() },
        KeyPress(.enter, .alt): { $0.insert("\n") },
        KeyPress(.up): { $0.moveUp() }, .control("p"): { $0.moveUp() },
        KeyPress(.down): { $0.moveDown() }, .control("n"): { $0.moveDown() },
    ]

    private mutating func move(to position: Int) {
        isTyping = false
        cursor = min(max(position, 0), clusters.count)
    }

    private mutating func delete(_ range: Range<Int>) {
        let range = range.clamped(to: 0..<clusters.count)
        guard !range.isEmpty else { return }
        remember()
        rejoin(clusters[..<range.lowerBound], clusters[range.upperBound...])
    }

    private mutating func kill(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        killed = String(clusters[range])
        delete(range)
    }

    /// Swaps the clusters around the cursor; at the end of a line the last two.
    private mutating func transpose() {
        let right = cursor == lineEnd ? cursor - 1 : cursor
        guard right > lineStart else { return }
        remember()
        clusters.swapAt(right - 1, right)
        rejoin(clusters[...right], clusters[(right + 1)...])
    }
}

extension LineEditor {
    var lineStart: Int { clusters[..<cursor].lastIndex(of: "\n").map { $0 + 1 } ?? 0 }
    var lineEnd: Int { clusters[cursor...].firstIndex(of: "\n") ?? clusters.count }

    /// Killing on an empty rest takes the line feed.
    private var killEnd: Int { lineEnd == cursor ? min(cursor + 1, clusters.count) : lineEnd }
    private var killStart: Int { lineStart == cursor ? max(cursor - 1, 0) : lineStart }

    /// The beginning of the word of letters and digits before the cursor.
    private var wordStart: Int {
        let word = clusters[..<cursor].lastIndex(where: \.isWordPart) ?? 0
        return clusters[..<word].lastIndex { !$0.isWordPart }.map { $0 + 1 } ?? 0
    }

    private var wordEnd: Int {
        let word = clusters[cursor...].firstIndex(where: \.isWordPart) ?? clusters.count
        return clusters[word...].firstIndex { !$0.isWordPart } ?? clusters.count
    }

    /// The beginning of the word before the cursor, parted by white space only.
    private var blankWordStart: Int {
        let word = clusters[..<cursor].lastIndex { !$0.isWhitespace } ?? 0
        return clusters[..<word].lastIndex(where: \.isWhitespace).map { $0 + 1 } ?? 0
    }

    /// The line above, or the older text of the history from the first line.
    private mutating func moveUp() {
        isTyping = false
        guard lineStart > 0 else {
            if let older = history.older(than: text) { recall(older) }
            return
        }
        let column = cursor - lineStart
        cursor = lineStart - 1
        cursor = lineStart + min(column, cursor - lineStart)
    }

    private mutating func moveDown() {
        isTyping = false
        guard lineEnd < clusters.count else {
            if let newer = history.newer() { recall(newer) }
            return
        }
        let column = cursor - lineStart
        cursor = lineEnd + 1
        cursor += min(column, lineEnd - cursor)
    }

    private mutating func recall(_ text: String) {
        undoStack = []
        clusters = Array(text)
        cursor = clusters.count
    }
}

extension Character {
    fileprivate var isWordPart: Bool { isLetter || isNumber || self == "_" }
}
