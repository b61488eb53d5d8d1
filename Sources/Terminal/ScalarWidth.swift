extension Unicode.Scalar {
    /// The columns that this scalar takes when it stands alone: 0, 1 or 2.
    ///
    /// Marks, default ignorable scalars and the vowels and finals of conjoining Hangul take none; what Unicode's East
    /// Asian Width (UAX #11) calls wide or fullwidth takes two, which holds for every scalar of emoji presentation.
    /// Ambiguous ones take one. Spacing marks count one: most terminals advance for them.
    var columns: Int {
        if value < 0x300 { return value == 0xAD ? 0 : 1 }
        if isConjoiningHangulTail || hasNoWidth { return 0 }
        return isWide ? 2 : 1
    }

    private var isConjoiningHangulTail: Bool {
        (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FB).contains(value)
    }

    private var hasNoWidth: Bool {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark: true
        case .format: properties.isDefaultIgnorableCodePoint || !isPrependedFormat
        default: properties.isDefaultIgnorableCodePoint
        }
    }

    /// The format characters with a shape of their own, such as the Arabic number sign.
    private var isPrependedFormat: Bool {
        switch value {
        case 0x600...0x605, 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0x110BD, 0x110CD: true
        default: false
        }
    }

    private var isWide: Bool {
        if value < 0x1100 { return false }
        if (0x3250...0xA4CF).contains(value) || (0xAC00...0xD7A3).contains(value) { return true }
        if properties.isEmojiPresentation { return true }
        return Self.wideRanges.contains { $0.contains(value) }
    }

    /// Wide and fullwidth scalars that are not emoji, Unicode 17. Unassigned scalars inside a wide block count as wide,
    /// as UAX #11 asks.
    private static let wideRanges: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2630...0x2637, 0x268A...0x268F, 0x2E80...0x303E, 0x3041...0x3247,
        0x3250...0xA4CF,
        0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
        0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1D300...0x1D356, 0x1D360...0x1D376,
        0x1F200...0x1F265, 0x1F300...0x1F320, 0x20000...0x2FFFD, 0x30000...0x3FFFD,
    ]
}
