/// A colour of a cell, as the author of a screen wishes it. ``reduced(to:)`` fits it to the terminal.
public enum Color: Hashable, Sendable {
    /// The terminal's own foreground or background.
    case standard
    /// An entry of the terminal's palette: 0 to 7 the ANSI colours, 8 to 15 their bright forms, then xterm's 6 × 6 × 6
    /// cube (16 to 231) and its greys (232 to 255).
    case indexed(UInt8)
    case rgb(UInt8, UInt8, UInt8)

    public static let black = Color.indexed(0)
    public static let red = Color.indexed(1)
    public static let green = Color.indexed(2)
    public static let yellow = Color.indexed(3)
    public static let blue = Color.indexed(4)
    public static let magenta = Color.indexed(5)
    public static let cyan = Color.indexed(6)
    public static let white = Color.indexed(7)
    public static let brightBlack = Color.indexed(8)
}

/// How many colours a terminal has.
public enum ColorDepth: Int, Comparable, Sendable {
    case monochrome
    case ansi8
    case ansi16
    case palette256
    case direct

    public static func < (left: ColorDepth, right: ColorDepth) -> Bool { left.rawValue < right.rawValue }

    /// The depth of a terminal whose description promises `colors` colours. A `NO_COLOR` that is set and not empty
    /// wins (https://no-color.org).
    public init(colors: Int, noColor: String?) {
        switch colors {
        case _ where noColor?.isEmpty == false: self = .monochrome
        case ..<8: self = .monochrome
        case ..<16: self = .ansi8
        case ..<256: self = .ansi16
        case ..<(1 << 24): self = .palette256
        default: self = .direct
        }
    }
}

extension Color {
    /// The nearest colour that a terminal of the given depth can show.
    public func reduced(to depth: ColorDepth) -> Color {
        switch depth {
        case .monochrome: .standard
        case .direct: self
        case .palette256: nearest(in: 16..<256, keepingIndicesBelow: 256)
        case .ansi16: nearest(in: 0..<16, keepingIndicesBelow: 16)
        case .ansi8: nearest(in: 0..<16, keepingIndicesBelow: 16).withoutBrightness
        }
    }

    /// Red, green and blue; none for the terminal's own colour, which nobody knows.
    var components: (red: Int, green: Int, blue: Int)? {
        switch self {
        case .standard: nil
        case .rgb(let red, let green, let blue): (Int(red), Int(green), Int(blue))
        case .indexed(let index): Self.palette(Int(index))
        }
    }

    private var withoutBrightness: Color {
        guard case .indexed(let index) = self, index >= 8 else { return self }
        // Bright black stays visible on a black background only as white.
        return .indexed(index == 8 ? 7 : index - 8)
    }

    /// The search leaves out the first sixteen colours of a large palette, since people redefine them.
    private func nearest(in candidates: Range<Int>, keepingIndicesBelow limit: Int) -> Color {
        if case .indexed(let index) = self, Int(index) < limit { return self }
        guard let wanted = components else { return .standard }
        let best = candidates.min { distance(wanted, Self.palette($0)) < distance(wanted, Self.palette($1)) }
        return .indexed(UInt8(best ?? 7))
    }

    private func distance(_ a: (red: Int, green: Int, blue: Int), _ b: (red: Int, green: Int, blue: Int)) -> Int {
        let red = a.red - b.red
        let green = a.green - b.green
        let blue = a.blue - b.blue
        // The eye tells greens apart best and blues worst.
        return 3 * red * red + 6 * green * green + blue * blue
    }

    /// The palette of xterm.
    private static func palette(_ index: Int) -> (red: Int, green: Int, blue: Int) {
        switch index {
        case 0..<8:
            index == 7
                ? (229, 229, 229) : (index & 1 == 0 ? 0 : 205, index & 2 == 0 ? 0 : 205, index & 4 == 0 ? 0 : 238)
        case 8: (127, 127, 127)
        case 12: (92, 92, 255)
        case 9..<16: (index & 1 == 0 ? 0 : 255, index & 2 == 0 ? 0 : 255, index & 4 == 0 ? 0 : 255)
        case 16..<232:
            (cubeStep((index - 16) / 36), cubeStep((index - 16) / 6 % 6), cubeStep((index - 16) % 6))
        default: (8 + (index - 232) * 10, 8 + (index - 232) * 10, 8 + (index - 232) * 10)
        }
    }

    private static func cubeStep(_ step: Int) -> Int { step == 0 ? 0 : 55 + 40 * step }
}
