import ParlorBoards
import Terminal

/// What a key does that is not the input line's own.
enum KeyAction: Sendable, Equatable {
    case send, complete, completeBack, escape, clearInput
    case help, connections, roomsPane, peoplePane
    case nextRoom, previousRoom, nextUnread
    case room(Int)
    case pageUp, pageDown, lineUp, lineDown, top, bottom
    case suspend, quit
}

/// Every key, in the order of the help. Handling and help read this table.
enum KeyTable {
    struct Binding: Sendable {
        let presses: [KeyPress]
        let action: KeyAction
        let summary: String

        init(_ action: KeyAction, _ summary: String, _ presses: KeyPress...) {
            self.action = action
            self.summary = summary
            self.presses = presses
        }

        var names: String { presses.map(\.description).joined(separator: ", ") }
    }

    static let bindings: [Binding] = [
        Binding(.send, "send the line", KeyPress(.enter)),
        Binding(.complete, "complete a word, again for the next; turn from a game to its chat", KeyPress(.tab)),
        Binding(.completeBack, "the completion before", KeyPress(.tab, .shift)),
        Binding(.clearInput, "clear the input line", .control("c")),
        Binding(.pageUp, "scroll up; older messages come from the room", KeyPress(.pageUp)),
        Binding(.pageDown, "scroll down", KeyPress(.pageDown)),
        Binding(.lineUp, "scroll up by a line", KeyPress(.up, .shift)),
        Binding(.lineDown, "scroll down by a line", KeyPress(.down, .shift)),
        Binding(.top, "the oldest line held", KeyPress(.home, .control), KeyPress(.home, .alt)),
        Binding(.bottom, "the newest line", KeyPress(.end, .control), KeyPress(.end, .alt)),
        Binding(.nextUnread, "the next room with something new", .alt("a")),
        Binding(.previousRoom, "the room above", KeyPress(.up, .alt)),
        Binding(.nextRoom, "the room below", KeyPress(.down, .alt)),
        Binding(.roomsPane, "the rooms, where they have no room of their own", .alt("r")),
        Binding(.peoplePane, "the people, where they have none", .alt("p")),
        Binding(.connections, "the connections of the room, for operators", .alt("c")),
        Binding(.help, "this help", KeyPress(.function(1))),
        Binding(.escape, "close what is open; go to the newest line", KeyPress(.escape)),
        Binding(.suspend, "stop the program, unless it hosts; fg in the shell goes on", .control("z")),
        Binding(.quit, "end the program", .control("q")),
    ]

    /// Alt-1 to Alt-9.
    static let roomNumbers = "Alt-1…Alt-9"

    /// With Alt, Shift and Caps Lock make no difference to a letter.
    static func action(for press: KeyPress) -> KeyAction? {
        guard case .character(let letter) = press.key, press.modifiers == .alt,
            let small = letter.lowercased().first
        else { return actions[press] }
        return actions[.alt(small)]
    }

    private static let actions: [KeyPress: KeyAction] = {
        var actions: [KeyPress: KeyAction] = [:]
        for binding in bindings { for press in binding.presses { actions[press] = binding.action } }
        for number in 1...9 { actions[.alt(Character("\(number)"))] = .room(number - 1) }
        return actions
    }()

    /// The keys of the input line, which are readline's.
    static let editing: [KeyHint] = [
        ("Alt-Enter", "a new line in the message"),
        ("Up, Down", "what was sent before; lines of a long message"),
        ("Ctrl-A, Ctrl-E", "the beginning and end of the line"),
        ("Alt-b, Alt-f", "a word back and forward"),
        ("Ctrl-W, Alt-d", "delete the word before and after"),
        ("Ctrl-U, Ctrl-K", "delete to the beginning and end"),
        ("Ctrl-Y, Ctrl-T", "put back what was deleted; swap two letters"),
        ("Ctrl-_", "undo"),
    ]

    static let mouse: [KeyHint] = [
        ("click", "go to a room of the list; play on a board"),
        ("wheel", "scroll"),
        ("Shift and drag", "select text, as the terminal does without a program"),
    ]
}

/// The keys of the connections view.
enum ConnectionsKey: Character, CaseIterable, Sendable {
    case kick = "k"
    case ban = "b"
    case mute = "m"
    case unban = "u"
    case op = "o"
    case whois = "w"
    case filter = "/"
    case sort = "s"
    case audit = "a"

    /// What the key does, for the help.
    var summary: String {
        switch self {
        case .kick: "send somebody out; asks first"
        case .ban: "keep somebody out; asks first"
        case .mute: "let somebody read but not speak, or speak again; asks first"
        case .unban: "show the bans, to lift one"
        case .op: "make somebody an operator; asks first"
        case .whois: "tell who it is"
        case .filter: "show those whose name, address or role has what is typed"
        case .sort: "sort by something else"
        case .audit: "open the audit log"
        }
    }

    /// The key in its word, for the bottom line of the view.
    var label: String {
        switch self {
        case .kick: "[k]ick"
        case .ban: "[b]an"
        case .mute: "[m]ute"
        case .unban: "[u]nban"
        case .op: "[o]p"
        case .whois: "[w]hois"
        case .filter: "[/]filter"
        case .sort: "[s]ort"
        case .audit: "[a]udit"
        }
    }
}
