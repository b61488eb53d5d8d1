/// Text without what only styles it: the compatibility characters of Unicode (UAX #15) that stand for one letter or
/// digit, for a half-width syllable, or for nothing that can be seen.
///
/// It is less than NFKC, which would cost a program that starts quickly a library of 30 MB.
enum PlainText {
    static func of(_ text: String) -> String {
        var plain = ""
        for scalar in text.unicodeScalars where !isInvisible(scalar) {
            plain.unicodeScalars.append(self.scalar(behind: scalar))
        }
        return plain
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        // The empty pattern of Braille is a symbol for Unicode, and nothing for the eye.
        scalar.properties.isDefaultIgnorableCodePoint || scalar == "\u{2800}"
    }

    private static func scalar(behind scalar: Unicode.Scalar) -> Unicode.Scalar {
        let value = scalar.value
        switch value {
        case ..<0x80: return scalar
        // Full width.
        case 0xFF01...0xFF5E: return Unicode.Scalar(value - 0xFEE0) ?? scalar
        // Half-width Katakana.
        case 0xFF66...0xFF9F: return katakana[Int(value - 0xFF66)]
        // Mathematical letters, capitals and small ones in turn, of Latin and of Greek.
        case 0x1D400...0x1D6A3:
            let letter = (value - 0x1D400) % 52
            return Unicode.Scalar(letter < 26 ? 0x41 + letter : 0x61 + letter - 26) ?? scalar
        case 0x1D6A8...0x1D7C9:
            let letter = (value - 0x1D6A8) % 58
            let greek = letter < 25 ? 0x391 + letter : 0x3B1 + letter - 26
            return letter == 25 || letter > 50 ? scalar : Unicode.Scalar(greek) ?? scalar
        case 0x1D7CE...0x1D7FF: return digit((value - 0x1D7CE) % 10)
        // In circles and squares.
        case 0x2460...0x2468: return digit(value - 0x2460 + 1)
        case 0x24B6...0x24CF: return letter(value - 0x24B6)
        case 0x24D0...0x24E9: return letter(value - 0x24D0)
        case 0x1F130...0x1F149: return letter(value - 0x1F130)
        case 0x1F150...0x1F169: return letter(value - 0x1F150)
        case 0x1F170...0x1F189: return letter(value - 0x1F170)
        // Raised, lowered, and of seven segments.
        case 0x2074...0x2079: return digit(value - 0x2074 + 4)
        case 0x2080...0x2089: return digit(value - 0x2080)
        case 0x1FBF0...0x1FBF9: return digit(value - 0x1FBF0)
        default: return styled[scalar] ?? scalar
        }
    }

    private static func digit(_ value: UInt32) -> Unicode.Scalar { Unicode.Scalar(UInt8(0x30 + value)) }
    private static func letter(_ index: UInt32) -> Unicode.Scalar { Unicode.Scalar(UInt8(0x61 + index)) }

    private static let katakana = Array(
        "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン\u{3099}\u{309A}".unicodeScalars)

    /// Letters of mathematics, Roman numerals, and raised and lowered letters.
    private static let styled = Lookalikes.table([
        ("0", "⁰⓪"), ("1", "¹"), ("2", "²"), ("3", "³"),
        ("A", "ᴬ"), ("B", "ᴮℬ"), ("C", "ℂℭⅭꟲ🄫"), ("D", "ᴰⅅⅮ"), ("E", "ᴱℰ"), ("F", "ℱꟳ"), ("G", "ᴳ"), ("H", "ᴴℋℌℍ"),
        ("I", "ᴵℐℑⅠ"), ("J", "ᴶ"), ("K", "ᴷ\u{212A}"), ("L", "ᴸℒⅬ"), ("M", "ᴹℳⅯ"), ("N", "ᴺℕ"), ("O", "ᴼ"),
        ("P", "ᴾℙ"), ("Q", "ℚꟴ"), ("R", "ᴿℛℜℝ🄬"), ("T", "ᵀ"), ("U", "ᵁ"), ("V", "Ⅴⱽ"), ("W", "ᵂ"), ("X", "Ⅹ"),
        ("Z", "ℤℨ"),
        ("a", "ªᵃₐ"), ("b", "ᵇ"), ("c", "ᶜⅽ"), ("d", "ᵈⅆⅾ"), ("e", "ᵉₑℯⅇ"), ("f", "ᶠ"), ("g", "ᵍℊ"), ("h", "ʰₕℎ"),
        ("i", "ᵢⁱℹⅈⅰ"), ("j", "ʲⅉⱼ"), ("k", "ᵏₖ"), ("l", "ˡₗℓⅼ"), ("m", "ᵐₘⅿ"), ("n", "ⁿₙ"), ("o", "ºᵒₒℴ"),
        ("p", "ᵖₚ"), ("q", "𐞥"), ("r", "ʳᵣ"), ("s", "ſˢₛ"), ("t", "ᵗₜ"), ("u", "ᵘᵤ"), ("v", "ᵛᵥⅴ"), ("w", "ʷ"),
        ("x", "ˣₓⅹ"), ("y", "ʸ"), ("z", "ᶻ"), ("μ", "µ"),
    ])
}
