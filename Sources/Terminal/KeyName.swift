extension KeyPress: CustomStringConvertible {
    /// The name by which a table or a configuration file calls the stroke: `a`, `Ctrl-W`, `Alt-Enter`, `PageUp`, `F1`.
    public var description: String {
        prefixes + keyName
    }

    /// Reads a name as ``description`` writes it, in any letter case; `C-`, `M-` and `S-` stand for Ctrl, Alt and Shift.
    public init?(_ name: String) {
        var rest = Substring(name)
        var modifiers: Modifiers = []
        while let dash = rest.dropLast().firstIndex(of: "-"), dash > rest.startIndex {
            guard let modifier = Self.modifier(rest[..<dash]), modifiers.insert(modifier).inserted else { return nil }
            rest = rest[rest.index(after: dash)...]
        }
        guard let key = Self.key(rest) else { return nil }
        if case .character(let character) = key, modifiers.contains(.control) {
            guard let lower = character.lowercased().first else { return nil }
            self.init(.character(lower), modifiers)
        } else {
            self.init(key, modifiers)
        }
    }

    private var prefixes: String {
        let names: [(Modifiers, String)] = [
            (.control, "Ctrl-"), (.alt, "Alt-"), (.shift, "Shift-"), (.command, "Cmd-"),
        ]
        return names.filter { modifiers.contains($0.0) }.map(\.1).joined()
    }

    private var keyName: String {
        switch key {
        case .character(" "): "Space"
        case .character(let character): modifiers.isEmpty ? String(character) : character.uppercasedIfLetter(modifiers)
        case .function(let number): "F\(number)"
        default: Self.names.first { $0.key == key }?.name ?? ""
        }
    }

    private static let names: [(name: String, key: Key)] = [
        ("Enter", .enter), ("Tab", .tab), ("Backspace", .backspace), ("Delete", .delete), ("Insert", .insert),
        ("Escape", .escape), ("Up", .up), ("Down", .down), ("Left", .left), ("Right", .right), ("Home", .home),
        ("End", .end), ("PageUp", .pageUp), ("PageDown", .pageDown), ("Space", .character(" ")),
    ]

    private static func modifier(_ name: Substring) -> Modifiers? {
        switch name.lowercased() {
        case "c", "ctrl": .control
        case "m", "alt": .alt
        case "s", "shift": .shift
        case "cmd": .command
        default: nil
        }
    }

    private static func key(_ name: Substring) -> Key? {
        if name.count == 1, let character = name.first { return .character(character) }
        if let key = names.first(where: { $0.name.lowercased() == name.lowercased() })?.key { return key }
        guard name.first?.lowercased() == "f", let number = Int(name.dropFirst()), (1...35).contains(number) else {
            return nil
        }
        return .function(number)
    }
}

extension Character {
    /// Control strokes are written with a capital; Alt tells the cases apart.
    fileprivate func uppercasedIfLetter(_ modifiers: Modifiers) -> String {
        modifiers.contains(.control) ? uppercased() : String(self)
    }
}
