/// The text that a person is writing, with the keys of readline.
///
/// Text is edited by grapheme cluster. Line feeds are allowed; other control characters are left out on the way in.
public struct LineEditor: Equatable, Sendable {
    /// What a stroke did.
    public enum Outcome: Equatable, Sendable {
        /// The text changed.
        case edited
        /// Only the cursor moved, or nothing was there to change.
        case moved
        /// What was typed had no room any more.
        case full
        /// The key is not one of the editor's.
        case ignored
    }

    /// The most bytes that the text may have, in UTF-8. What would exceed it is not inserted.
    public let byteLimit: Int
    var clusters: [Character] = []
    /// The number of clusters before the cursor.
    public internal(set) var cursor = 0
    var killed = ""
    var undoStack: [Snapshot] = []
    var isTyping = false
    var history: InputHistory

    /// - Parameters:
    ///   - byteLimit: The most bytes of the text; 4 KiB unless told otherwise.
    ///   - historyLimit: How many sent texts are remembered.
    public init(byteLimit: Int = 4_096, historyLimit: Int = 200) {
        self.byteLimit = byteLimit
        history = InputHistory(limit: historyLimit)
    }

    public var text: String { String(clusters) }
    public var isEmpty: Bool { clusters.isEmpty }
    /// The text before the cursor, by which a completion is chosen.
    public var textBeforeCursor: String { String(clusters[..<cursor]) }

    struct Snapshot: Equatable, Sendable {
        var clusters: [Character]
        var cursor: Int
    }
}

extension LineEditor {
    /// Inserts a text at the cursor.
    ///
    /// - Returns: Whether all of it fitted; otherwise as many whole clusters as fit were inserted.
    @discardableResult
    public mutating func insert(_ text: String) -> Bool {
        remember()
        return insertRemembered(text)
    }

    /// Replaces a range of clusters, for a completion; the cursor goes behind the replacement.
    public mutating func replace(_ range: Range<Int>, with text: String) {
        remember()
        let range = range.clamped(to: 0..<clusters.count)
        rejoin(clusters[..<range.lowerBound], clusters[range.upperBound...])
        _ = insertRemembered(text)
    }

    /// Sets the whole text, for a draft or a message to edit; undo leads back.
    public mutating func replaceAll(with text: String) {
        replace(0..<clusters.count, with: text)
    }

    /// Takes the text to send it: remembers it in the history and empties the editor.
    public mutating func submit() -> String {
        let text = self.text
        history.add(text)
        clear()
        return text
    }

    /// Empties the editor and forgets what could be undone.
    public mutating func clear() {
        clusters = []
        cursor = 0
        undoStack = []
        isTyping = false
        history.leave()
    }

    /// Takes back the last change.
    public mutating func undo() {
        guard let last = undoStack.popLast() else { return }
        clusters = last.clusters
        cursor = last.cursor
        isTyping = false
    }

    private static let undoLimit = 100

    /// Keeps the present text for ``undo()``.
    mutating func remember() {
        isTyping = false
        if undoStack.count == Self.undoLimit { undoStack.removeFirst() }
        undoStack.append(Snapshot(clusters: clusters, cursor: cursor))
    }

    mutating func insertRemembered(_ text: String) -> Bool {
        let clean = Self.clean(text)
        let room = byteLimit - self.text.utf8.count
        let fitting = Self.prefix(clean, bytes: room)
        rejoin(Array(textBeforeCursor + fitting)[...], clusters[cursor...])
        return fitting.endIndex == clean.endIndex
    }

    /// Sets the text before and behind the cursor. Where both meet, marks or the halves of flags can become one cluster,
    /// so the text is cut into clusters anew.
    mutating func rejoin(_ head: ArraySlice<Character>, _ tail: ArraySlice<Character>) {
        let headText = String(head)
        clusters = Array(headText + String(tail))
        cursor = min(headText.count, clusters.count)
    }

    private static func prefix(_ text: String, bytes: Int) -> Substring {
        if text.utf8.count <= bytes { return text[...] }
        var used = 0
        let end = text.indices.first { index in
            used += text[index].utf8.count
            return used > bytes
        }
        return text[..<(end ?? text.endIndex)]
    }

    /// Line ends become line feeds, tabs spaces; other control characters vanish.
    private static func clean(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n" where previous == "\r": break
            case "\n", "\r", "\u{2028}", "\u{2029}": result.append("\n")
            case "\t": result.append(" ")
            default: if scalar.properties.generalCategory != .control { result.append(scalar) }
            }
            previous = scalar
        }
        return String(result)
    }
}
