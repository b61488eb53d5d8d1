import ParlorRooms
import Terminal

/// What happened, to which the screen's state answers.
enum AppEvent: Sendable, Equatable {
    case input(InputEvent)
    /// A whole line was typed, where there is no screen.
    case entered(String)
    /// No further line will come.
    case inputEnded
    case resized(Size)
    /// The program was stopped and goes on.
    case resumed
    /// The system wants the program to end.
    case terminate
    /// The time has come that ``AppState/wakesAt`` named.
    case tick
    /// What an effect asked for is over, whatever became of it.
    case settled
    case room(String, RoomEvent)
    /// The lobby's list of rooms has changed.
    case listed([RoomSummary])
    /// The lobby named the room of an invite code, or does not know it.
    case found(code: String, Result<FoundRoom, RequestFailure>)
    /// The lobby named a room for a game, or could not.
    case ordered(GameOrder, Result<String, RequestFailure>)
    /// The best players of a game, or why they are not known.
    case rated(game: String, Result<[Standing], RequestFailure>)
    /// Something is wrong with the host, or well again.
    case trouble(String)
}

/// What happened in one room.
enum RoomEvent: Sendable, Equatable {
    case link(LinkState)
    /// The room refused since it is of another kind than was asked for.
    case isOfAnotherKind
    case answered(RoomRequest, Result<RoomAnswer, RequestFailure>)
    case message(Message)
    case joined(Member)
    case left(Member, Departure)
    /// Somebody's presence changed.
    case changed(Member)
    case muted(Member, Act)
    case unmuted(Member, Act)
    /// Somebody's role changed, by whom.
    case role(Member, by: String)
    case topic(Topic)
    /// What is restricted from now on, and by which act.
    case restricted(Restrictions, Act)
    case kicked(Kicked)
    case game(GameEvent)
    /// Events were lost since they came faster than they were read.
    case lagged
}

/// What is to be done outside of the state.
enum AppEffect: Sendable, Equatable {
    case call(room: String, RoomRequest)
    /// Connect to a room.
    case open(room: String, RoomKind)
    /// Find the room of an invite code.
    case find(code: String)
    /// Find or make a room for a game.
    case order(GameOrder)
    /// Ask for the best players of a game.
    case top(game: String)
    case close(room: String)
    case bell
    /// Show a notification on the desktop.
    case notify(String)
    case title(String)
    case suspend
    case quit

    /// Whether ``AppEvent/settled`` will tell that it is over.
    var isRequest: Bool {
        switch self {
        case .call, .find, .order, .top: true
        case .open, .close, .bell, .notify, .title, .suspend, .quit: false
        }
    }
}
