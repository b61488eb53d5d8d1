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
public struct KeyTable: Sendable {
    struct Binding: Sendable {
        let action: KeyAction
        /// What the action is called by who gives it other keys.
        let name: String
        let summary: String
        fileprivate(set) var presses: [KeyPress]

        init(_ action: KeyAction, _ name: String, _ summary: String, _ presses: KeyPress...) {
            self.action = action
            self.name = name
            self.summary = summary
            self.presses = presses
        }

        var names: String { presses.isEmpty ? "no key" : presses.map(\.description).joined(separator: ", ") }
    }

    private(set) var bindings = Self.standardBindings
    private var actions: [KeyPress: KeyAction] = [:]

    /// The keys of who has chosen no others.
    public static let standard = KeyTable()

    init() { list() }

    /// The standard keys, but for those that a person has chosen. A key that they give to an action is taken from another.
    ///
    /// - Parameter chosen: For the names of actions the names of all their keys, as `Ctrl-W` or `F1`.
    /// - Throws: `KeyTableError` for a name that means nothing, for a key that types, and for a key with two actions.
    public init(choosing chosen: [String: [String]]) throws(KeyTableError) {
        var owners: [KeyPress: String] = [:]
        for (action, names) in chosen.sorted(by: { $0.key < $1.key }) {
            guard let index = bindings.firstIndex(where: { $0.name == action }) else {
                throw .noAction(action, meant: EditDistance.nearest(to: action, among: bindings.map(\.name)))
            }
            var presses: [KeyPress] = []
            for name in names {
                let press = try Self.press(named: name)
                if let owner = owners.updateValue(action, forKey: press) { throw .twice(name, [owner, action]) }
                presses.append(press)
            }
            bindings[index].presses = presses
        }
        for index in bindings.indices {
            let name = bindings[index].name
            bindings[index].presses.removeAll { owners[$0, default: name] != name }
        }
        list()
    }

    private static func press(named name: String) throws(KeyTableError) -> KeyPress {
        guard let press = KeyPress(named: name) else { throw .noKey(name) }
        guard press.typed == nil else { throw .types(name) }
        return caseless(press)
    }

    private mutating func list() {
        for number in 1...9 { actions[.alt(Character("\(number)"))] = .room(number - 1) }
        for binding in bindings { for press in binding.presses { actions[press] = binding.action } }
    }

    private static let standardBindings: [Binding] = [
        Binding(.send, "send", "send the line", KeyPress(.enter)),
        Binding(
            .complete, "complete", "complete a word, again for the next; turn from a game to its chat", KeyPress(.tab)),
        Binding(.completeBack, "complete-back", "the completion before", KeyPress(.tab, .shift)),
        Binding(.clearInput, "clear", "clear the input line", .control("c")),
        Binding(.pageUp, "page-up", "scroll up; older messages come from the room", KeyPress(.pageUp)),
        Binding(.pageDown, "page-down", "scroll down", KeyPress(.pageDown)),
        Binding(.lineUp, "line-up", "scroll up by a line", KeyPress(.up, .shift)),
        Binding(.lineDown, "line-down", "scroll down by a line", KeyPress(.down, .shift)),
        Binding(.top, "oldest", "the oldest line held", KeyPress(.home, .control), KeyPress(.home, .alt)),
        Binding(.bottom, "newest", "the newest line", KeyPress(.end, .control), KeyPress(.end, .alt)),
        Binding(.nextUnread, "next-unread", "the next room with something new", .alt("a")),
        Binding(.previousRoom, "room-above", "the room above", KeyPress(.up, .alt)),
        Binding(.nextRoom, "room-below", "the room below", KeyPress(.down, .alt)),
        Binding(.roomsPane, "rooms", "the rooms, where they have no room of their own", .alt("r")),
        Binding(.peoplePane, "people", "the people, where they have none", .alt("p")),
        Binding(.connections, "connections", "the connections of the room, for operators", .alt("c")),
        Binding(.help, "help", "this help", KeyPress(.function(1))),
        Binding(.escape, "close", "close what is open; go to the newest line", KeyPress(.escape)),
        Binding(.suspend, "suspend", "stop the program, unless it hosts; fg in the shell goes on", .control("z")),
        Binding(.quit, "quit", "end the program", .control("q")),
    ]

    /// The names of an action's keys.
    public func names(of action: String) -> [String] {
        bindings.first { $0.name == action }?.presses.map(\.description) ?? []
    }

    /// Alt-1 to Alt-9.
    static let roomNumbers = "Alt-1…Alt-9"

    func action(for press: KeyPress) -> KeyAction? { actions[Self.caseless(press)] }

    /// How to open the help, in a few letters.
    var wayToHelp: String {
        guard let press = bindings.first(where: { $0.action == .help })?.presses.first else { return "/help" }
        let name = press.description
        return name.count <= 3 ? "\(name) help" : "\(name) ?"
    }

    /// With Alt, Shift and Caps Lock make no difference to a letter.
    private static func caseless(_ press: KeyPress) -> KeyPress {
        guard case .character(let letter) = press.key, press.modifiers == .alt,
            let small = letter.lowercased().first
        else { return press }
        return .alt(small)
    }

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
