import ActorWire
import ParlorRooms
import RandomTesting
import Terminal

@testable import ParlorApp

/// A screen under test, its clock, and what it wanted done.
struct Fixture {
    var state: AppState
    /// Tuesday, 24 November 2026, 20:32 UTC.
    var now = Timestamp(milliseconds: 1_795_552_320_000)
    var effects: [AppEffect] = []

    static let mika = Member(
        id: MemberID("m1"), name: "mika", role: .owner, joined: Timestamp(milliseconds: 1_795_550_000_000))
    static let kai = member("kai", "m2")

    init(columns: Int = 100, rows: Int = 30, room: String = "lobby", kind: RoomKind = .chat, name: String = "mika") {
        var randomness = SeededGenerator(seed: 7)
        state = AppState(
            size: Size(columns: columns, rows: rows), now: now, calendar: .utc, name: name,
            server: "http://127.0.0.1:6420", rooms: [RoomState(name: room, kind: kind)],
            ids: MessageIDs(using: &randomness))
        effects = state.start()
    }

    static func member(_ name: String, _ id: String, _ role: Role = .member) -> Member {
        Member(id: MemberID(id), name: name, role: role, joined: Timestamp(milliseconds: 1_795_550_000_000))
    }

    /// A room with mika in it, connected, that has said nothing yet.
    static func connected(columns: Int = 100, rows: Int = 30, with others: [Member] = [kai], head: UInt64 = 0)
        -> Fixture
    {
        var fixture = Fixture(columns: columns, rows: rows)
        fixture.connect(with: others, head: head)
        return fixture
    }

    mutating func connect(
        _ room: String = "lobby", with others: [Member] = [kai], head: UInt64 = 0, topic: String = ""
    ) {
        tell(room, .link(.connected(roundTrip: .milliseconds(12))))
        answer(.hello, .welcome(welcome(room, with: others, head: head, topic: topic)), in: room)
    }

    func welcome(_ room: String, with others: [Member], head: UInt64, topic: String = "") -> Welcome {
        Welcome(
            room: room, you: Self.mika, topic: Topic(text: topic, by: topic.isEmpty ? "" : "mika", time: now),
            members: [Self.mika] + others, memberCount: others.count + 1, head: head, limits: RoomLimits(), time: now)
    }

    // MARK: Events

    @discardableResult
    mutating func send(_ event: AppEvent) -> [AppEffect] {
        effects = state.update(event, at: now)
        return effects
    }

    @discardableResult
    mutating func tell(_ room: String, _ event: RoomEvent) -> [AppEffect] { send(.room(room, event)) }

    @discardableResult
    mutating func answer(_ request: RoomRequest, _ answer: RoomAnswer, in room: String = "lobby") -> [AppEffect] {
        tell(room, .answered(request, .success(answer)))
    }

    @discardableResult
    mutating func press(_ press: KeyPress) -> [AppEffect] { send(.input(.key(press))) }

    @discardableResult
    mutating func press(_ key: Key) -> [AppEffect] { press(KeyPress(key)) }

    @discardableResult
    mutating func type(_ text: String) -> [AppEffect] {
        var all: [AppEffect] = []
        for character in text { all += press(KeyPress(.character(character))) }
        effects = all
        return all
    }

    /// Types a line and presses Enter.
    @discardableResult
    mutating func enter(_ line: String) -> [AppEffect] {
        type(line)
        return press(.enter)
    }

    mutating func wait(_ duration: Duration) { now = now + duration }

    /// Somebody says something: the next message of the room, or the one of that number.
    @discardableResult
    mutating func say(
        _ text: String, by author: Member = kai, seq: UInt64? = nil, in room: String = "lobby", id: String? = nil,
        kind: Message.Kind = .say
    ) -> [AppEffect] {
        let index = state.index(of: room)
        let last = index.map { state.rooms[$0].lines.lastSeq } ?? 0
        return tell(room, .message(message(seq ?? last + 1, text, by: author, id: id, kind: kind)))
    }

    func message(
        _ seq: UInt64, _ text: String, by author: Member = kai, id: String? = nil, kind: Message.Kind = .say,
        at time: Timestamp? = nil
    ) -> Message {
        Message(
            seq: seq, id: id ?? "s\(seq)", author: author.name, authorID: author.id, text: text, time: time ?? now,
            kind: kind)
    }

    /// The messages of those numbers, said one a minute before now.
    func page(_ range: ClosedRange<UInt64>, of head: UInt64) -> [Message] {
        range.map { message($0, "message \($0)", at: now - .seconds(60 * Int(head - $0))) }
    }

    // MARK: What is seen

    var screen: [String] { render(state).lines }
    var text: String { render(state).text }
    var calls: [RoomRequest] {
        effects.compactMap { if case .call(_, let request) = $0 { request } else { nil } }
    }
    var posts: [Post] { calls.compactMap { if case .post(let post) = $0 { post } else { nil } } }
}
