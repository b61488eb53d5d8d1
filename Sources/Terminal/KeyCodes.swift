extension Modifiers {
    /// The modifiers of a key sequence's parameter: one more than a bit set of shift, alt, control, super, hyper and
    /// meta.
    init(parameter: Int) {
        let bits = max(parameter, 1) - 1
        var modifiers: Modifiers = []
        if bits & 1 != 0 { modifiers.insert(.shift) }
        if bits & (2 | 32) != 0 { modifiers.insert(.alt) }
        if bits & 4 != 0 { modifiers.insert(.control) }
        if bits & 8 != 0 { modifiers.insert(.command) }
        self = modifiers
    }
}

extension Key {
    /// The key of `CSI … final`.
    init?(final: Character) {
        switch final {
        case "A": self = .up
        case "B": self = .down
        case "C": self = .right
        case "D": self = .left
        case "F": self = .end
        case "H": self = .home
        case "P": self = .function(1)
        case "Q": self = .function(2)
        case "S": self = .function(4)
        default: return nil
        }
    }

    /// The key of `CSI number ~`.
    init?(number: Int) {
        switch number {
        case 1, 7: self = .home
        case 2: self = .insert
        case 3: self = .delete
        case 4, 8: self = .end
        case 5: self = .pageUp
        case 6: self = .pageDown
        case 11...15: self = .function(number - 10)
        case 17...21: self = .function(number - 11)
        case 23...26: self = .function(number - 12)
        case 28...29: self = .function(number - 13)
        case 31...34: self = .function(number - 14)
        default: return nil
        }
    }

    /// The key of `SS3 byte`: cursor and function keys, and the keypad in its application mode.
    init?(singleShift byte: UInt8) {
        let final = Character(Unicode.Scalar(byte))
        switch final {
        case "R": self = .function(3)
        case "M": self = .enter
        case "X": self = .character("=")
        case "j"..."y": self = .character(Character(Unicode.Scalar(byte - 0x40)))
        default: self.init(final: final)
        }
    }

    /// The key of `CSI u` and of xterm's `modifyOtherKeys`: its code, and the code that Shift makes of it, where told.
    static func press(codes: [Int], _ modifiers: Modifiers) -> KeyPress? {
        switch codes[0] {
        case 9: return KeyPress(.tab, modifiers)
        case 13, 57414: return KeyPress(.enter, modifiers)
        case 27: return KeyPress(.escape, modifiers)
        case 8, 127: return KeyPress(.backspace, modifiers)
        case ..<32, 57344..<63744: return nil
        default: break
        }
        var code = codes[0]
        var rest = modifiers
        if modifiers.contains(.shift), codes.count > 1, codes[1] > 32 {
            code = codes[1]
            rest.remove(.shift)
        }
        guard let scalar = Unicode.Scalar(UInt32(clamping: code)), scalar.properties.generalCategory != .control else {
            return nil
        }
        var character = Character(scalar)
        if rest.contains(.shift), let upper = character.uppercased().first, upper != character {
            character = upper
            rest.remove(.shift)
        }
        if rest.contains(.control), let lower = character.lowercased().first { character = lower }
        return KeyPress(.character(character), rest)
    }
}
