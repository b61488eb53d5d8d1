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
