import ActorWire
import ParlorRooms
import Terminal

/// Everything that is known and shown of one room.
struct RoomState: Sendable {
    /// How the lines held here follow the room's.
    enum Sync: Sendable, Equatable {
        /// Nothing was asked for yet.
        case idle
        /// The newest page, or what follows the lines held, is on its way.
        case fetching
        /// All that the room said is here.
        case live
        /// Newer messages are left to the room while somebody reads far above them.
        case detached
        /// So they are, and the next page of them is on its way to a reader who comes down.
        case paging
    }

    let name: String
    private(set) var kind: RoomKind
    /// The code by which the person comes in; nil where none is needed.
    var invite: String?
    /// The game of a game room.
    var table: TableState?
    var topic = Topic()
    var restrictions = Restrictions()
    var me: Member?
    var members: [Member] = []
    var memberCount = 0
    var link = LinkState.connecting
    var limits = RoomLimits()

    var lines = Scrollback()
    var outbox = Outbox()
    var sync = Sync.idle
    /// Whether the page above the lines held is on its way.
    var isFetchingOlder = false
    /// The newest sequence number that the room is known to have reached.
    var head: UInt64 = 0
    /// Messages that came before what precedes them.
    var early: [Message] = []
    /// The messages that were said while the line was broken; nil when nothing is to be told of them.
    var missed: Range<UInt64>?
    /// Asks for what was said before that which the last search found.
    var olderFinds: SearchRequest?

    var scroll = Scroll.bottom
    /// What came in below a scrolled view.
    var below = 0
    var unread = 0
    var mentions = 0
    /// The last message that was read when the person turned away; what follows stands below a line.
    var lastRead: UInt64?
    /// Columns of the widest name seen, which the names are aligned by. It only grows, so that nothing moves without
    /// need.
    var widestName = 0

    var editor = LineEditor()
    /// Requests to be made at a time, such as one that the room wants later.
    var deferred: [Deferred] = []

    struct Deferred: Sendable, Equatable {
        var at: Timestamp
        var request: RoomRequest
    }

    init(name: String, kind: RoomKind = .chat) {
        self.name = name
        self.kind = kind
        if kind == .game { table = TableState() }
    }

    /// What was taken for a chat room has a game.
    mutating func turnsOutToHaveGame() {
        kind = .game
        table = TableState()
        link = .connecting
    }

    var isOperator: Bool { me?.role.isOperator ?? false }

    /// Whether the room has welcomed the person, so that posts can go out.
    var takesPosts: Bool { link.isConnected && sync != .idle }

    /// Until when what the person says waits because the room is slow; nil when it does not wait for that.
    func heldUntil(after now: Timestamp) -> Timestamp? {
        guard restrictions.slow != nil, takesPosts, let until = outbox.pausedUntil, until > now, outbox.waiting > 0
        else {
            return nil
        }
        return until
    }

    func member(named name: String) -> Member? {
        members.first { $0.name == name } ?? members.first { $0.name.lowercased() == name.lowercased() }
    }
}
