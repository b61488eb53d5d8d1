import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import Testing

@testable import ParlorRooms

/// A kind of room of its own: people, talk and moderation are the shared ones, and it counts who comes and goes.
struct Hall: Room {
    typealias ConnParams = Introduction
    typealias ConnState = Participant
    typealias Vars = Presence
    typealias Entry = Message

    struct State: Codable, Sendable, Initial, HasCommunity {
        var community = Community()
        var diary: [String] = []
        var bell: Timestamp?
    }

    var limits = RoomLimits()
    var hostID: MemberID?
    let randomness: @Sendable () -> UInt64 = { .random(in: .min ... .max) }

    let newMessage = Event<Message>()
    let memberJoined = Event<Member>()
    let memberLeft = Event<Member, Departure>()
    let memberChanged = Event<Member>()
    let memberMuted = Event<Member, Act>()
    let memberUnmuted = Event<Member, Act>()
    let roleChanged = Event<Member, String>()
    let topicChanged = Event<Topic>()
    let restrictionsChanged = Event<Restrictions, Act>()
    let kicked = Event<Kicked>()

    let hello = Action { (c: Call) in try c.welcome() }
    let sendMessage = Action(idempotent: true) { (c: Call, post: Post) in try await c.say(post) }
    let history = Action { (c: Call, page: PageRequest?) in try await c.history(page ?? PageRequest()) }
    let search = Action { (c: Call, request: SearchRequest) in try await c.search(request) }
    let members = Action { (c: Call) in try c.members() }
    let setTopic = Action(if: isOperator) { (c: Call, text: String) in try c.setTopic(text) }
    let kick = Action(if: isOperator) { (c: Call, request: KickRequest) in try c.kick(request) }
    let ban = Action(if: isOperator) { (c: Call, request: BanRequest) in try c.ban(request) }
    let unban = Action(if: isOperator) { (c: Call, request: UnbanRequest) in try c.unban(request) }
    let bans = Action(if: isOperator) { (c: Call) in c.bans() }
    let mute = Action(if: isOperator) { (c: Call, request: MuteRequest) in try c.mute(request) }
    let unmute = Action(if: isOperator) { (c: Call, whom: Whom) in try c.unmute(whom.name) }
    let op = Action(if: isOperator) { (c: Call, whom: Whom) in try c.setRole(.op, of: whom.name) }
    let deop = Action(if: isOperator) { (c: Call, whom: Whom) in try c.setRole(.member, of: whom.name) }
    let audit = Action(if: isOperator) { (c: Call, page: PageRequest?) in try await c.audit(page ?? PageRequest()) }
    let connections = Action(if: isOperator) { (c: Call) in c.connections() }
    let invite = Action(if: isOperator) { (c: Call) in try c.invite() }
    let setPrivate = Action(if: isOperator) { (c: Call, isPrivate: Bool) in try c.setPrivate(isPrivate) }
    let setSlow = Action(if: isOperator) { (c: Call, seconds: Int?) in try c.setSlow(seconds) }
    let setLocked = Action(if: isOperator) { (c: Call, isLocked: Bool) in try c.setLocked(isLocked) }
    let sweep = Job { (c: Context) in try c.sweep() }
    let report = Job { (c: Context) in try await c.report() }
    let retire = Job { (c: Context) in c.retire() }

    let ring = Action { (c: Call, seconds: Int) in
        c.state.bell = c.now + .seconds(seconds)
        try c.sweep(at: c.state.bell)
    }
    let diary = Action { (c: Call) in c.state.diary }
}

extension Hall {
    nonisolated(nonsending) func onCreate(_ c: Context, _ setup: GameSetup?) async throws {
        try await c.open(isPrivate: setup?.isPrivate ?? false)
    }
    nonisolated(nonsending) func createVars(_ c: Context) async throws -> Presence { try await c.makePresence() }

    func onArrival(_ c: Context, _ conn: Conn, _ arrival: Arrival) {
        c.state.diary.append("\(conn.state.name) \(arrival)")
    }
    func onAway(_ c: Context, _ member: Member, until: Timestamp) {
        c.state.diary.append("\(member.name) away for \((until - c.now).components.seconds) s")
    }
    func onDeparture(_ c: Context, _ member: Member, _ departure: Departure) {
        c.state.diary.append("\(member.name) \(departure)")
    }
    func lifetimeWhenEmpty(_ c: Context) -> Duration? { .seconds(limits.emptyGameKept) }
    func gameSummary(_ c: Context) -> GameSummary? {
        GameSummary(game: "chess", phase: .gathering, players: [], freeSeats: 2, watchers: 0)
    }
    func onSweep(_ c: Context) -> Timestamp? {
        if let bell = c.state.bell, bell <= c.now {
            c.state.diary.append("bell")
            c.state.bell = nil
        }
        return c.state.bell
    }
}

struct RoomKindTests {
    private func makeHall() async throws -> TestActor<Hall> {
        try await TestActor(Hall(), key: ["hall"], with: .init(Lobby()))
    }

    /// What a client does that knows only that it is in a room of some kind.
    private func talk<R: Room>(_ ann: TestClient<R>, _ bob: TestClient<R>) async throws {
        let (heard, left) = (bob.newMessage, ann.memberLeft)
        let said = try await ann.sendMessage("hi")
        #expect(try await heard.next() == said)
        #expect(try await bob.history(nil) == [said])
        #expect(try await ann.kick(KickRequest(name: "bob")).target == "bob")
        #expect(try #require(await left.next()).1 == .kicked(by: "ann", reason: ""))
        #expect(try bob.received(\.kicked).map(\.by) == ["ann"])
    }

    @Test func codeForAnyKindOfRoomFindsTheNamesOnTheWire() async throws {
        let chat = try await makeRoom()
        try await talk(chat.enter("ann"), chat.enter("bob"))
        let hall = try await makeHall()
        try await talk(
            hall.connect(.init(name: "ann", token: token("ann"))), hall.connect(.init(name: "bob", token: token("bob")))
        )
    }

    @Test func aKindOfRoomHearsWhoComesAndGoes() async throws {
        let hall = try await makeHall()
        let ann = try await hall.connect(.init(name: "ann", token: token("ann")))
        let introduction = Introduction(name: "bob", token: token("bob"))
        let (first, second) = (try await hall.connect(introduction), try await hall.connect(introduction))
        first.lose()
        second.lose()
        await hall.settle()
        let third = try await hall.connect(introduction)
        third.lose()
        await hall.settle()
        await hall.advance(by: .seconds(15))
        _ = try await hall.connect(introduction)
        try await ann.kick(KickRequest(name: "bob", reason: "spam"))
        #expect(
            try await ann.diary() == [
                "ann joined", "bob joined", "bob anotherLine", "bob away for 15 s", "bob returned", "bob away for 15 s",
                "bob connection lost", "bob joined", "bob kicked by ann: spam",
            ])
    }

    @Test func aKindOfRoomHasSweepsOfItsOwnBesideTheSharedOnes() async throws {
        let hall = try await makeHall()
        let ann = try await hall.connect(.init(name: "ann", token: token("ann")))
        let bob = try await hall.connect(.init(name: "bob", token: token("bob")))
        try await ann.ring(20)
        try await ann.mute(MuteRequest(name: "bob", seconds: 30))
        await hall.advance(by: .seconds(20))
        #expect(try await ann.diary().last == "bell")
        #expect(try await ann.members().map(\.muted) == [false, true])
        await hall.advance(by: .seconds(10))
        #expect(try await ann.members().map(\.muted) == [false, false])
        try await bob.sendMessage("again")
    }

    @Test func whatAKindOfRoomRemembersOutlivesTheHostWithItsCommunity() async throws {
        let hall = try await makeHall()
        let ann = try await hall.connect(.init(name: "ann", token: token("ann")))
        try await ann.setTopic("halls")
        try await hall.restart()
        let back = try await hall.connect(.init(name: "ann", token: token("ann")))
        #expect(try await back.hello().topic.text == "halls")
        #expect(try await back.diary().prefix(1) == ["ann joined"])
    }

    @Test func aSavedChatRoomIsStillRead() throws {
        let saved = #"""
            {"topic":{"text":"games","by":"mika","time":1764000000000},"register":[{"id":"0a","name":"mika",\#
            "role":"owner","seen":1764000000000}],"bans":{"all":[]},"kicks":{"all":[]},"mutes":{"all":[]}}
            """#
        let state = try Value(json: Array(saved.utf8)).decode(ChatRoom.State.self)
        #expect(state.register[MemberID("0a")]?.role == .owner)
        #expect(state.restrictions == nil)
        #expect(String(decoding: try Value(encoding: state).json(), as: UTF8.self) == saved)
    }
}
