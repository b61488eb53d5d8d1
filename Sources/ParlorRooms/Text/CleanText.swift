/// Text from outside, made harmless once, where it comes in: whoever stores, logs or shows it later needs no care.
///
/// - Control characters, and with them escape sequences, become their visible pictures (`␛`).
/// - Direction overrides, isolates and marks, zero-width characters and other invisible ones are dropped; what holds
///   emoji and words of some scripts together stays where it does that.
/// - What Unicode does not assign becomes U+FFFD.
/// - A letter carries at most 8 marks, a character has at most 24 code points.
public struct CleanText: Sendable, Hashable {
    public enum Layout: Sendable {
        /// Line breaks stay, tabs become four spaces: a message.
        case lines
        /// All white space becomes single spaces: a name, a topic, a reason.
        case line
    }

    public let text: String

    public init(_ raw: String, _ layout: Layout) {
        if Self.isPlain(raw), layout == .lines || !raw.utf8.contains(UInt8(ascii: " ")) {
            text = raw.utf8.last == UInt8(ascii: " ") ? Self.trimmed(raw, layout) : raw
        } else {
            var cleaning = Cleaning(layout)
            for scalar in raw.unicodeScalars { cleaning.take(scalar) }
            text = Self.trimmed(Self.shortened(cleaning.text), layout)
        }
    }

    /// Whether it has printable characters of ASCII alone. Without a way out of the loop, several bytes are looked at at
    /// once.
    private static func isPlain(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var others: UInt8 = 0
            for byte in bytes { others |= byte &- 0x20 > 0x5E ? 1 : 0 }
            return others == 0
        }
    }

    private static func trimmed(_ text: String, _ layout: Layout) -> String {
        var rest = text[...]
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        while let first = rest.first, first.isNewline || layout == .line && first.isWhitespace { rest.removeFirst() }
        return String(rest)
    }

    private static let longestCharacter = 24

    /// Cuts characters that joiners, linkers or jamos have made endless. What would go on with a character that was cut is
    /// dropped too, so that the text is the same when it is cleaned again.
    private static func shortened(_ text: String) -> String {
        guard text.contains(where: { $0.unicodeScalars.count > longestCharacter }) else { return text }
        var result = ""
        var cut: String?
        for character in text {
            if let cut, (cut + String(character)).count == 1 { continue }
            cut = nil
            guard character.unicodeScalars.count > longestCharacter else {
                result.append(character)
                continue
            }
            var scalars = character.unicodeScalars.prefix(longestCharacter)
            while scalars.last?.properties.isJoinControl == true { scalars.removeLast() }
            result.unicodeScalars.append(contentsOf: scalars)
            cut = String(String.UnicodeScalarView(scalars))
        }
        return result
    }
}

/// The text that has been taken so far, and what the next code point must know of it.
private struct Cleaning {
    private(set) var text = ""
    private let layout: CleanText.Layout
    private var last: Unicode.Scalar?
    private var previousRaw: Unicode.Scalar?
    private var marks = 0
    /// A joiner that waits for something to join.
    private var joiner: Unicode.Scalar?
    /// Whether the character under way is a black flag, whose tags say which.
    private var flag = false

    init(_ layout: CleanText.Layout) { self.layout = layout }

    mutating func take(_ scalar: Unicode.Scalar) {
        defer { previousRaw = scalar }
        switch scalar {
        case "\n" where previousRaw == "\r": break
        case "\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}": space(layout == .lines ? "\n" : " ")
        case "\t": for _ in 0..<(layout == .lines ? 4 : 1) { space(" ") }
        default: takeByCategory(scalar)
        }
    }

    private mutating func takeByCategory(_ scalar: Unicode.Scalar) {
        switch scalar.properties.generalCategory {
        case .control: append(Self.picture(of: scalar))
        case .unassigned, .surrogate: append("\u{FFFD}")
        case .spaceSeparator: space(layout == .lines ? scalar : " ")
        case .nonspacingMark, .spacingMark, .enclosingMark: mark(scalar)
        default: visible(scalar)
        }
    }

    /// The control pictures of U+2400; U+FFFD for the controls that have none.
    private static func picture(of scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0...0x1F: Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
        case 0x7F: "\u{2421}"
        default: "\u{FFFD}"
        }
    }

    private mutating func space(_ scalar: Unicode.Scalar) {
        joiner = nil
        flag = false
        guard layout == .lines || last != " " else { return }
        put(scalar)
    }

    private mutating func mark(_ scalar: Unicode.Scalar) {
        let isInvisible = scalar.properties.isDefaultIgnorableCodePoint && scalar != "\u{FE0E}" && scalar != "\u{FE0F}"
        guard let last, last != "\n", !isInvisible, marks < 8 else { return }
        putJoiner()
        put(scalar)
        marks += 1
    }

    private mutating func visible(_ scalar: Unicode.Scalar) {
        if scalar.properties.isJoinControl {
            if let last, last != " ", last != "\n" { joiner = scalar }
        } else if flag, (0xE0020...0xE007F).contains(scalar.value) {
            put(scalar)
        } else if !scalar.properties.isDefaultIgnorableCodePoint, !(0xFFF9...0xFFFB).contains(scalar.value) {
            append(scalar)
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        putJoiner()
        put(scalar)
        marks = 0
        flag = scalar == "\u{1F3F4}"
    }

    private mutating func putJoiner() {
        if let joiner { put(joiner) }
        joiner = nil
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        text.unicodeScalars.append(scalar)
        last = scalar
    }
}
