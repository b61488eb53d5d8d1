import ParlorRooms

/// What a line of input asks for.
enum Intent: Sendable, Equatable {
    case say(String)
    case act(String)
    case join(String)
    case leave
    case showTopic
    /// Something that the room does.
    case request(RoomRequest)
    /// Goes on with the last search, to what is older.
    case searchOn
    case play(GameOrder)
    /// The list of games, or a room of one.
    case watch(String?)
    case seat
    case ready(Bool)
    case move(String)
    /// Something that the table does.
    case game(GameRequest)
    /// A finished match, counted from the newest, which is 1.
    case replay(Int)
    case top(String?)
    case rules(String?)
    case whois(String)
    case connections
    case audit
    case rooms
    case who
    case clear
    case resend
    case discard
    case help(String?)
    case quit
}

/// Why a line is no command.
struct CommandError: Error, Equatable {
    var message: String
}
