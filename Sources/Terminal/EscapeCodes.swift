/// The control sequences that are written to the terminal beside those of ncurses.
enum EscapeCodes {
    /// Synchronized output: the terminal shows a frame whole.
    static let beginFrame = Array("\u{1B}[?2026h".utf8)
    static let endFrame = Array("\u{1B}[?2026l".utf8)

    /// Bracketed paste, focus reports, the title saved, and the mouse with SGR reports.
    static func enableModes(mouse: Bool) -> [UInt8] {
        Array("\u{1B}[?2004h\u{1B}[?1004h\u{1B}[22;0t\(mouse ? "\u{1B}[?1002h\u{1B}[?1006h" : "")".utf8)
    }

    /// The reverse of everything that may have been set.
    static let disableModes = Array(
        "\u{1B}[?2026l\u{1B}[?2004l\u{1B}[?1004l\u{1B}[?1006l\u{1B}[?1002l\u{1B}[?1000l\u{1B}]8;;\u{1B}\\\u{1B}[?7h\u{1B}[23;0t"
            .utf8)

    static func title(_ title: String) -> [UInt8] { Array("\u{1B}]2;\(harmless(title))\u{1B}\\".utf8) }

    /// A desktop notification, in the form that most terminals know (OSC 9).
    static func notification(_ text: String) -> [UInt8] { Array("\u{1B}]9;\(harmless(text))\u{1B}\\".utf8) }

    static func move(to position: Position) -> String { "\u{1B}[\(position.row + 1);\(position.column + 1)H" }

    /// The attributes and colours of a style, all others off (SGR).
    static func attributes(_ style: Style) -> String {
        let named: [(Style.Attributes, String)] = [
            (.bold, ";1"), (.dim, ";2"), (.italic, ";3"), (.underline, ";4"), (.reverse, ";7"),
        ]
        let attributes = named.filter { style.attributes.contains($0.0) }.map(\.1).joined()
        return "\u{1B}[0\(attributes)\(color(style.foreground, base: 30))\(color(style.background, base: 40))m"
    }

    private static func color(_ color: Color, base: Int) -> String {
        switch color {
        case .standard: ""
        case .indexed(let index) where index < 8: ";\(base + Int(index))"
        case .indexed(let index) where index < 16: ";\(base + 52 + Int(index))"
        case .indexed(let index): ";\(base + 8);5;\(index)"
        case .rgb(let red, let green, let blue): ";\(base + 8);2;\(red);\(green);\(blue)"
        }
    }

    /// Begins a hyperlink (OSC 8); empty when the address holds more than printable ASCII or is longer than 2,048 bytes.
    static func link(_ address: String) -> String {
        let isSafe = address.utf8.count <= 2_048 && address.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        return isSafe ? "\u{1B}]8;;\(address)\u{1B}\\" : ""
    }

    static let endLink = "\u{1B}]8;;\u{1B}\\"

    /// What of a text may stand in a command string: at most 200 clusters, as they would be drawn.
    private static func harmless(_ text: String) -> String {
        String(text.prefix(200).compactMap { Glyph($0)?.character })
    }
}
