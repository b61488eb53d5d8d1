/// Asks the terminal how wide it draws the clusters that terminals disagree on: a sample of each kind is written, and
/// the terminal tells where its cursor is (DSR 6).
///
/// The answers arrive like any input, so nothing waits for them, and a terminal that never answers is trusted.
struct WidthProbe: Sendable {
    private static let samples: [(kind: Glyph.Kind, text: String)] = [
        (.joined, "\u{1F469}\u{200D}\u{1F4BB}"), (.flag, "\u{1F1F8}\u{1F1EA}"), (.emojiVariation, "\u{2764}\u{FE0F}"),
        (.skinTone, "\u{1F44D}\u{1F3FD}"), (.keycap, "1\u{FE0F}\u{20E3}"), (.recentEmoji, "\u{1FAE8}"),
    ]

    /// Where the samples are written: not in the first row, in which a report reads like F3.
    private static let row = 1

    private var answers: [Int] = []

    /// The bytes to write to a blank screen; they leave it blank.
    static var question: [UInt8] {
        let home = "\u{1B}[\(row + 1);1H"
        let body = samples.map { home + $0.text + "\u{1B}[6n" }.joined()
        return Array(("\u{1B}7" + body + home + "\u{1B}[2K\u{1B}8").utf8)
    }

    var isComplete: Bool { answers.count == Self.samples.count }

    /// Takes a report of the cursor's position; false when it does not belong to the probe.
    mutating func receive(_ position: Position) -> Bool {
        guard !isComplete, position.row == Self.row else { return false }
        answers.append(position.column)
        return true
    }

    /// The kinds that the terminal draws with another width.
    var disagreements: Set<Glyph.Kind> {
        Set(zip(Self.samples, answers).filter { $0.1 != 2 }.map(\.0.kind))
    }
}
