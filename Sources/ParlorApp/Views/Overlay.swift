import ParlorRooms

/// What lies over the chat until it is closed.
enum Overlay: Sendable, Equatable {
    indirect case help(HelpView)
    case rooms
    case people
    case connections(ConnectionsView)
    case bans(BansView)
    case audit(AuditView)
    case watch(WatchView)
    /// What ``AppState/replay`` shows.
    case replay
    case paste(PasteGuard)
}

/// All keys and commands.
struct HelpView: Sendable, Equatable {
    enum Beginning: Sendable, Equatable {
        /// With the keys of what is seen.
        case keys
        case commands
    }

    var beginning = Beginning.keys
    /// The first row that is shown.
    var row = 0
    /// What lay over the chat before, to which closing the help leads back.
    var origin: Overlay?
}

/// The log of who moderated whom.
struct AuditView: Sendable, Equatable {
    /// Oldest first; nil while they are on their way.
    var acts: [Act]?
    /// How many of the newest rows are scrolled past.
    var skipped = 0
    var trouble: String?
    /// The view to go back to.
    var origin: ConnectionsView?
}

/// Asks what is to become of a long paste.
struct PasteGuard: Sendable, Equatable {
    /// Lines above which a paste is not simply put into the input line.
    static let threshold = 5

    /// The room into which it was pasted.
    let room: String
    let lines: [String]
    var trouble: String?

    /// Nil for a paste that needs no question.
    init?(_ text: String, for room: String) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
        guard lines.count > Self.threshold else { return nil }
        self.room = room
        self.lines = lines
    }

    /// What would be sent as a message each.
    var messages: [String] { lines.filter { !$0.allSatisfy(\.isWhitespace) } }
    var whole: String { lines.joined(separator: "\n") }
}
