/// What came from the terminal.
public enum InputEvent: Hashable, Sendable {
    /// A key. A cluster of several scalars arrives as one stroke a scalar.
    case key(KeyPress)
    /// A pasted text, at most ``InputDecoder/pasteLimit`` bytes; lines are parted by line feeds. The text is as it came,
    /// control characters included.
    case paste(String)
    case mouse(MouseEvent)
    /// Whether the terminal's window has the focus now.
    case focus(Bool)
    case reply(TerminalReply)
}

/// What the mouse did, and where.
public struct MouseEvent: Hashable, Sendable {
    public enum Action: Hashable, Sendable {
        case press(Button)
        case release(Button)
        /// A move with a button held down.
        case drag(Button)
        case move
        case wheelUp, wheelDown, wheelLeft, wheelRight
    }

    public enum Button: Hashable, Sendable {
        case left, middle, right
    }

    public let action: Action
    public let position: Position
    public let modifiers: Modifiers

    public init(_ action: Action, at position: Position, _ modifiers: Modifiers = []) {
        self.action = action
        self.position = position
        self.modifiers = modifiers
    }
}

/// An answer of the terminal to a question that the program asked.
public enum TerminalReply: Hashable, Sendable {
    /// To DSR 6.
    case cursorPosition(Position)
    /// To DA1, DA2 or DECRQM, say: a control sequence with its private marker, parameters and final byte.
    case control(marker: Character?, parameters: [Int], final: Character)
    /// An operating system command or a device control string, without its frame.
    case string(String)
}
