/// A control sequence (CSI, ECMA-48 section 5.4) before its final byte, and what it means as input.
struct ControlSequence: Sendable {
    private var bytes: [UInt8] = []
    private var isTooLong = false

    private static let limit = 256

    var isEmpty: Bool { bytes.isEmpty }

    mutating func append(_ byte: UInt8) {
        isTooLong = isTooLong || bytes.count == Self.limit
        if !isTooLong { bytes.append(byte) }
    }

    func beginsPaste(_ final: UInt8) -> Bool {
        final == UInt8(ascii: "~") && bytes == Array("200".utf8)
    }

    /// What the whole sequence means; nil when it means nothing to a program.
    func event(final: UInt8, alt: Bool) -> InputEvent? {
        guard !isTooLong else { return nil }
        let final = Character(Unicode.Scalar(final))
        let marker = bytes.first.flatMap { (0x3C...0x3F).contains($0) ? Character(Unicode.Scalar($0)) : nil }
        let body = marker == nil ? bytes[...] : bytes.dropFirst()
        let parameters = Self.parameters(body)
        switch (marker, final) {
        case ("<", "M"), ("<", "m"): return Self.mouse(parameters, released: final == "m").map(InputEvent.mouse)
        case (nil, "I") where body.isEmpty: return .focus(true)
        case (nil, "O") where body.isEmpty: return .focus(false)
        case (nil, "R"): return Self.cursorPositionOrF3(parameters, alt: alt)
        case (nil, _):
            if let press = Self.press(parameters, final) {
                return .key(alt ? KeyPress(press.key, press.modifiers.union(.alt)) : press)
            }
            // A key's release, or a key that we do not name.
            if final == "u" || final == "~" { return nil }
        default: break
        }
        return .reply(.control(marker: marker, parameters: parameters.map { $0[0] }, final: final))
    }

    /// Parameters with their subparameters; a missing one is 0. Intermediate bytes are passed over.
    private static func parameters(_ body: ArraySlice<UInt8>) -> [[Int]] {
        let digits = body.filter { $0 >= 0x30 }
        if digits.isEmpty { return [] }
        return digits.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { parameter in
            parameter.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map { part in
                part.reduce(0) { min($0 * 10 + Int($1 & 0x0F), 1 << 24) }
            }
        }
    }

    /// A report of row 1 looks like F3 with modifiers. Programs ask where the cursor is from another row.
    private static func cursorPositionOrF3(_ parameters: [[Int]], alt: Bool) -> InputEvent? {
        guard parameters.count == 2 else { return .key(KeyPress(.function(3), alt ? .alt : [])) }
        let (row, column) = (parameters[0][0], parameters[1][0])
        if row == 1, (2...16).contains(column) {
            return .key(KeyPress(.function(3), Modifiers(parameter: column)))
        }
        guard row > 0, column > 0 else { return nil }
        return .reply(.cursorPosition(Position(column: column - 1, row: row - 1)))
    }
}

extension ControlSequence {
    private static func press(_ parameters: [[Int]], _ final: Character) -> KeyPress? {
        let first = parameters.first?[0] ?? 0
        let second = parameters.count > 1 ? parameters[1] : [1]
        let isRelease = second.count > 1 && second[1] == 3
        guard !isRelease else { return nil }
        let modifiers = Modifiers(parameter: second[0])
        switch final {
        case "u": return Key.press(codes: parameters.first ?? [0], modifiers)
        case "~" where first == 27 && parameters.count > 2: return Key.press(codes: parameters[2], modifiers)
        case "~": return Key(number: first).map { KeyPress($0, modifiers) }
        case "Z": return KeyPress(.tab, modifiers.union(.shift))
        default: return Key(final: final).map { KeyPress($0, modifiers) }
        }
    }

    /// An SGR mouse report: button and modifiers, column, row. Buttons beyond the third are passed over.
    private static func mouse(_ parameters: [[Int]], released: Bool) -> MouseEvent? {
        guard parameters.count == 3, parameters[1][0] > 0, parameters[2][0] > 0 else { return nil }
        let code = parameters[0][0]
        guard let action = mouseAction(code, released: released) else { return nil }
        var modifiers: Modifiers = []
        if code & 4 != 0 { modifiers.insert(.shift) }
        if code & 8 != 0 { modifiers.insert(.alt) }
        if code & 16 != 0 { modifiers.insert(.control) }
        return MouseEvent(action, at: Position(column: parameters[1][0] - 1, row: parameters[2][0] - 1), modifiers)
    }

    private static func mouseAction(_ code: Int, released: Bool) -> MouseEvent.Action? {
        let buttons: [MouseEvent.Button] = [.left, .middle, .right]
        switch (code & ~0x1F, code & 3) {
        case (0, 0...2): return released ? .release(buttons[code & 3]) : .press(buttons[code & 3])
        case (32, 3): return .move
        case (32, let button): return .drag(buttons[button])
        case (64, let wheel): return [.wheelUp, .wheelDown, .wheelLeft, .wheelRight][wheel]
        default: return nil
        }
    }
}
