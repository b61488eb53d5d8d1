import ActorWire
import ParlorBoards
import ParlorRooms
import Terminal

/// Everything that the screen shows, or that is told in lines. It changes by ``update(_:)`` alone.
struct AppState: Sendable {
    var size: Size
    var now: Timestamp
    var calendar: LocalCalendar
    /// The name that the person asked for; a room may give another.
    let wantedName: String
    let server: String
    /// Whether the host runs as long as this screen, and for everybody.
    var isHost = false

    /// The rooms that the person is in; never empty.
    private(set) var rooms: [RoomState]
    private(set) var currentIndex = 0
    /// The rooms of the host, as its lobby lists them.
    var listed: [RoomSummary] = []
    var overlay: Overlay?
    /// A finished match that is looked at again, and until when time has passed in it.
    var replay: ReplayState?
    var replayedUntil: Timestamp
    var completion: Completion?
    var keys = KeyTable.standard
    /// What the terminal can show, for the boards of games.
    var look = Look()
    /// Whether the terminal's window has the focus.
    var isFocused = true
    var ids: MessageIDs
    /// What the title of the terminal's window says.
    var shownTitle = ""
    /// Grows with each event after which more than the text in the input line may look different.
    var revision = 0
    /// Whether the chat is told in lines, without a screen.
    var isPlain = false
    /// What was asked for and is not over yet.
    var underWay = 0
    /// Whether no further line will be typed.
    var isInputOver = false
    /// Whether the person was told that something typed would be lost.
    var isQuitConfirmed = false

    init(
        size: Size, now: Timestamp, calendar: LocalCalendar, name: String, server: String, rooms: [RoomState],
        ids: MessageIDs
    ) {
        self.size = size
        self.now = now
        replayedUntil = now
        self.calendar = calendar
        wantedName = name
        self.server = server
        self.rooms = rooms.isEmpty ? [RoomState(name: "lobby")] : rooms
        self.ids = ids
    }

    var current: RoomState {
        get { rooms[currentIndex] }
        _modify { yield &rooms[currentIndex] }
    }

    func index(of room: String) -> Int? { rooms.firstIndex { $0.name == room } }

    subscript(index: Int) -> RoomState {
        get { rooms[index] }
        _modify { yield &rooms[index] }
    }

    /// Whether somebody looks at the end of the room, so that what comes in is read.
    func isRead(_ index: Int) -> Bool {
        index == currentIndex && isFocused && rooms[index].scroll == .bottom
    }
}

extension AppState {
    /// Shows another room. What comes into the former one from now on stands below a line.
    mutating func show(_ index: Int) {
        guard rooms.indices.contains(index), index != currentIndex else { return }
        turnAway()
        currentIndex = index
        completion = nil
        lookAgain()
    }

    mutating func turnAway() {
        guard current.unread == 0 else { return }
        current.lastRead = current.lines.lastSeq
    }

    mutating func lookAgain() {
        guard isRead(currentIndex) else { return }
        current.unread = 0
        current.mentions = 0
    }

    /// - Returns: The index of the room, new or not.
    mutating func add(_ room: String, _ kind: RoomKind) -> Int {
        if let index = index(of: room) { return index }
        rooms.append(RoomState(name: room, kind: kind))
        return rooms.count - 1
    }

    /// Forgets a room, unless it is the only one.
    mutating func remove(_ index: Int) {
        guard rooms.count > 1 else { return }
        rooms.remove(at: index)
        if currentIndex > index || currentIndex == rooms.count { currentIndex -= 1 }
        completion = nil
        lookAgain()
    }
}
