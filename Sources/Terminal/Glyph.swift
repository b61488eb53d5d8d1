/// A grapheme cluster that is safe to draw, with the columns it takes.
///
/// Whatever a text holds, no control character, escape sequence or bidirectional control gets from a glyph to the
/// terminal.
public struct Glyph: Hashable, Sendable {
    /// What is drawn; never empty.
    public let character: Character
    /// Columns: 1 or 2.
    public let width: Int
    let kind: Kind

    /// What about a cluster terminals disagree on.
    enum Kind: Hashable, Sendable, CaseIterable {
        /// One scalar that has the cluster's width, then at most four without any: every terminal agrees.
        case simple
        case joined, flag, emojiVariation, skinTone, keycap
        /// An emoji newer than Unicode 14.
        case recentEmoji
        /// Anything else: conjuncts, prepended signs, many marks.
        case cluster
    }

    /// Scalars kept of one cluster. The longest emoji has ten.
    static let scalarLimit = 16

    static let space = Glyph(character: " ", width: 1, kind: .simple)
}

extension Glyph {
    /// The glyph for a cluster of somebody's text; none when nothing of it can be seen (zero-width spaces, bidirectional
    /// controls, lone joiners).
    ///
    /// Control characters become their pictures (U+2400), tabs a space, a mark without a base gets a dotted circle, and
    /// only the first sixteen scalars of a cluster are kept.
    public init?(_ character: Character) {
        if let ascii = character.asciiValue {
            self = Self.ascii(ascii)
            return
        }
        let scalars = character.unicodeScalars
        guard let first = scalars.first else { return nil }
        switch first.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate:
            self = Glyph(character: "\u{FFFD}", width: 1, kind: .simple)
        case .nonspacingMark, .enclosingMark, .spacingMark:
            // Variation selectors and the like are marks that cannot be seen.
            guard !first.properties.isDefaultIgnorableCodePoint else { return nil }
            self.init(scalars: ["\u{25CC}"] + scalars.prefix(Self.scalarLimit - 1))
        case _ where first.properties.isNoncharacterCodePoint:
            self = Glyph(character: "\u{FFFD}", width: 1, kind: .simple)
        case _ where first.columns == 0:
            return nil
        default:
            self.init(scalars: Array(scalars.prefix(Self.scalarLimit)))
        }
    }

    /// `\r\n` is one cluster with an ASCII value, that of the line feed.
    private static func ascii(_ value: UInt8) -> Glyph {
        switch value {
        case 9: space
        case ..<32:
            Glyph(character: Character(Unicode.Scalar(0x2400 + UInt32(value)) ?? "\u{FFFD}"), width: 1, kind: .simple)
        case 127: Glyph(character: "\u{2421}", width: 1, kind: .simple)
        default: Glyph(character: Character(Unicode.Scalar(value)), width: 1, kind: .simple)
        }
    }

    private init(scalars: [Unicode.Scalar]) {
        var kept: [Unicode.Scalar] = []
        var columns = 0
        for scalar in scalars {
            // Tags can carry hidden text; they belong to flags of regions only.
            if (0xE0000...0xE007F).contains(scalar.value), scalars[0] != "\u{1F3F4}" { continue }
            kept.append(scalar)
            columns += scalar.columns
        }
        let hasEmojiVariation = kept.dropFirst().contains("\u{FE0F}") && kept[0].properties.isEmoji
        character = Self.character(of: kept)
        width = hasEmojiVariation ? 2 : min(max(columns, 1), 2)
        kind = Self.kind(of: kept, width: width)
    }

    private static func character(of scalars: [Unicode.Scalar]) -> Character {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text).first ?? "\u{FFFD}"
    }

    private static func kind(of scalars: [Unicode.Scalar], width: Int) -> Kind {
        let first = scalars[0]
        if scalars.contains("\u{20E3}") { return .keycap }
        if scalars.contains(where: { (0x1F1E6...0x1F1FF).contains($0.value) })
            || first == "\u{1F3F4}" && scalars.count > 1
        {
            return .flag
        }
        if scalars.contains("\u{200D}") { return .joined }
        if scalars.contains(where: { (0x1F3FB...0x1F3FF).contains($0.value) }) { return .skinTone }
        if scalars.contains("\u{FE0F}") { return .emojiVariation }
        if first.value >= 0x1F6D8, first.properties.isEmojiPresentation, let age = first.properties.age, age.major > 14
        {
            return .recentEmoji
        }
        let restIsZero = scalars.dropFirst().allSatisfy { $0.columns == 0 }
        return scalars.count <= 5 && first.columns == width && restIsZero ? .simple : .cluster
    }

    /// This glyph for a terminal that disagrees with us about its kind: its first scalar, the width unchanged.
    func degraded() -> Glyph {
        guard let first = character.unicodeScalars.first else { return self }
        // Terminals leave out what they do not know.
        if kind == .recentEmoji { return Glyph(character: "\u{FFFD}", width: width, kind: .cluster) }
        // A lone regional indicator is no letter of anyone's alphabet; the letter itself says more.
        if (0x1F1E6...0x1F1FF).contains(first.value), let letter = Unicode.Scalar(first.value - 0x1F1E6 + 0x41) {
            return Glyph(character: Character(letter), width: width, kind: .cluster)
        }
        return Glyph(character: Character(first), width: width, kind: .cluster)
    }
}
