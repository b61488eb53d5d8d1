extension KeyPress: CustomStringConvertible {
    private static let prefixes: [(modifier: Modifiers, name: String)] = [
        (.control, "Ctrl-"), (.alt, "Alt-"), (.shift, "Shift-"), (.command, "Cmd-"),
    ]

    private static let names: [(key: Key, name: String)] =
        [
            (.character(" "), "Space"), (.enter, "Enter"), (.tab, "Tab"), (.backspace, "Backspace"),
            (.delete, "Delete"), (.insert, "Insert"), (.escape, "Escape"), (.up, "Up"), (.down, "Down"),
            (.left, "Left"), (.right, "Right"), (.home, "Home"), (.end, "End"), (.pageUp, "PageUp"),
            (.pageDown, "PageDown"),
        ] + (1...35).map { (.function($0), "F\($0)") }

    /// The name by which people call the stroke: `a`, `Ctrl-W`, `Alt-Enter`, `PageUp`, `F1`.
    public var description: String {
        Self.prefixes.filter { modifiers.contains($0.modifier) }.map(\.name).joined() + keyName
    }

    private var keyName: String {
        if let known = Self.names.first(where: { $0.key == key }) { return known.name }
        guard case .character(let character) = key else { return "\(key)" }
        // Control strokes are written with a capital; Alt tells the cases apart.
        return modifiers.contains(.control) ? character.uppercased() : String(character)
    }

    /// The stroke of that name, which ``description`` gives it. Capitals make a difference only to a letter without
    /// Control.
    ///
    /// - Returns: nil when no stroke has the name.
    public init?(named name: String) {
        var rest = name[...]
        var modifiers: Modifiers = []
        while let prefix = Self.prefixes.first(where: { rest.lowercased().hasPrefix($0.name.lowercased()) }) {
            guard modifiers.insert(prefix.modifier).inserted else { return nil }
            rest.removeFirst(prefix.name.count)
        }
        if let known = Self.names.first(where: { $0.name.lowercased() == rest.lowercased() }) {
            self.init(known.key, modifiers)
        } else if rest.count == 1, let character = rest.first, !modifiers.contains(.shift) {
            // Shift is part of what is typed.
            let small = character.lowercased()
            self.init(
                .character(modifiers.contains(.control) && small.count == 1 ? Character(small) : character), modifiers)
        } else {
            return nil
        }
    }
}
