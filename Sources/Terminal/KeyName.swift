extension KeyPress: CustomStringConvertible {
    /// The name by which people call the stroke: `a`, `Ctrl-W`, `Alt-Enter`, `PageUp`, `F1`.
    public var description: String {
        prefixes + keyName
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
        // Control strokes are written with a capital; Alt tells the cases apart.
        case .character(let character): modifiers.contains(.control) ? character.uppercased() : String(character)
        case .enter: "Enter"
        case .tab: "Tab"
        case .backspace: "Backspace"
        case .delete: "Delete"
        case .insert: "Insert"
        case .escape: "Escape"
        case .up: "Up"
        case .down: "Down"
        case .left: "Left"
        case .right: "Right"
        case .home: "Home"
        case .end: "End"
        case .pageUp: "PageUp"
        case .pageDown: "PageDown"
        case .function(let number): "F\(number)"
        }
    }
}
