import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import Testing

@testable import ParlorRooms

struct PresenceTests {
    @Test func theFirstToEnterANewRoomOwnsItForEver() async throws {
        let room = try await makeRoom()
        let ann = try await room.enter("ann")
        #expect(try await ann.hello().you.role == .owner)
        let bob = try await room.enter("bob")
        #expect(try await bob.hello().you.role == .member)
        #expect(try await room.connect(.init(name: "cyd")).hello().you.role == .guest)
        try await room.restart()
        #expect(try await room.enter("bob").hello().you.role == .member)
        #expect(try await room.enter("ann").hello().you.role == .owner)
    }

    @Test func theHostsOwnPeopleOwnEveryRoom() async throws {
        let room = try await TestActor(
            ChatRoom(hostToken: token("host")), key: ["lobby"], with: .init(Lobby()))
        let ann = try await room.enter("ann")
        #expect(try await ann.hello().you.role == .owner)
        let host = try await room.enter("host")
        #expect(try await host.hello().you.role == .owner)
        await #expect(throws: UserError.self) { try await ann.kick(KickRequest(name: "host")) }
        #expect(try await host.kick(KickRequest(name: "ann")).target == "ann")
        #expect(try await host.members().map(\.name) == ["host"])
    }

    @Test(arguments: ["deop", "ban"])
    func anOwnerWhomTheHostDeposesHasNoSuccessor(act: String) async throws {
        let room = try await TestActor(
            ChatRoom(hostToken: token("host")), key: ["lobby"], with: .init(Lobby()))
        let ann = try await room.enter("ann")
        let host = Introduction(name: "host", token: token("host"))
        let request = act == "ban" ? #"[{"name":"ann"}]"# : #"["ann"]"#
        _ = try await room.call(act, json: request, params: host)
        #expect(ann.isClosed == (act == "ban"))
        if act == "deop" {
            let second = try await room.enter("ann")
            #expect(try await code { _ = try await second.setTopic("mine") } == "auth.forbidden")
        }
        #expect(try await room.enter("eve").hello().you.role == .member)
        try await room.restart()
        if act == "deop" { #expect(try await room.enter("ann").hello().you.role == .member) }
        #expect(try await room.enter("eve").hello().you.role == .member)
        #expect(try await room.connect(.init(name: "cyd")).hello().you.role == .guest)
    }

    @Test func whoIsHereWhenAGuestWhoOwnedTheRoomLeavesGetsNoPowerBySecondTerminal() async throws {
        let room = try await makeRoom()
        let guest = try await room.connect(.init(name: "cyd"))
        #expect(try await guest.hello().you.role == .owner)
        let bob = try await room.enter("bob")
        guest.disconnect()
        await room.settle()
        let second = try await room.enter("bob")
        #expect(try await code { _ = try await second.setTopic("mine") } == "auth.forbidden")
        #expect(try await second.hello().you.role == .member)
        #expect(try await room.enter("eve").hello().you.role == .owner)
        #expect(try await bob.hello().you.role == .member)
    }

    @Test func theTotalsOfTheHostAreForItsOwnPeopleAlone() async throws {
        let totals = HostTotals(
            rooms: 3, connections: 9, queuedBytes: 10, dropped: 2, cutOff: 1, memory: nil,
            since: Timestamp(milliseconds: 5))
        let room = try await TestActor(
            ChatRoom(hostToken: token("host"), hostTotals: { totals }), key: ["lobby"], with: .init(Lobby()))
        let owner = try await room.enter("ann")
        #expect(try await owner.connections().host == nil)
        #expect(try await room.enter("host").connections().host == totals)
    }

    @Test func aTakenNameGetsANumber() async throws {
        let room = try await makeRoom()
        _ = try await room.enter("mika")
        #expect(try await room.connect(.init(name: "ＭＩＫＡ")).hello().you.name == "ＭＩＫＡ2")
        #expect(try await room.connect(.init(name: "mi\u{200B}ka")).hello().you.name == "mika3")
    }

    @Test func nobodyTakesTheNameOfAnOwnerWhoIsOut() async throws {
        let room = try await makeRoom()
        try await room.enter("mika").disconnect()
        await room.settle()
        #expect(try await room.connect(.init(name: "Mika")).hello().you.name == "Mika2")
        #expect(try await room.enter("mika").hello().you.name == "mika")
    }

    @Test func wrongParametersAreRefusedWithAReason() async throws {
        let room = try await makeRoom()
        #expect(try await code { _ = try await room.connect(.init(name: " ")) } == "invalid_name")
        #expect(try await code { _ = try await room.connect(.init(name: "a", token: "short")) } == "invalid_token")
        #expect(try await code { _ = try await room.connect(json: #"{"nom":"a"}"#) } == "actor.invalid_request")
        #expect(try await code { _ = try await room.connect() } == "actor.invalid_request")
    }

    @Test func twoTerminalsAreOnePersonWhoLeavesWithTheSecond() async throws {
        let room = try await makeRoom()
        let bob = try await room.enter("bob")
        let (joined, left) = (bob.memberJoined, bob.memberLeft)
        let (first, second) = (try await room.enter("ann"), try await room.enter("ann"))
        #expect(try await joined.next()?.name == "ann")
        #expect(try await bob.members().map(\.connections) == [1, 2])
        first.disconnect()
        await room.settle()
        #expect(try await bob.members().map(\.connections) == [1, 1])
        #expect(try bob.received(\.memberLeft).isEmpty)
        second.disconnect()
        #expect(try #require(await left.next()).1 == .left)
        #expect(try bob.received(\.memberJoined).count == 1)
        #expect(try await bob.members().map(\.name) == ["bob"])
    }

    @Test func whoComesStraightBackWasNeverGone() async throws {
        let room = try await makeRoom()
        let (bob, ann) = (try await room.enter("bob"), try await room.enter("ann"))
        let (changed, _) = (bob.memberChanged, bob.memberLeft)
        ann.lose()
        #expect(try await changed.next()?.away == true)
        await room.advance(by: .seconds(14))
        let back = try await room.enter("ann")
        #expect(try await changed.next()?.away == false)
        await room.advance(by: .seconds(60))
        #expect(try bob.received(\.memberLeft).isEmpty)
        #expect(try await back.hello().you.name == "ann")
    }

    @Test func whoDoesNotComeBackHasLeftAfterTheGrace() async throws {
        let room = try await makeRoom()
        let (bob, ann) = (try await room.enter("bob"), try await room.enter("ann"))
        let left = bob.memberLeft
        ann.lose()
        await room.settle()
        await room.advance(by: .seconds(14))
        #expect(try await bob.members().map(\.away) == [false, true])
        await room.advance(by: .seconds(1))
        let (member, why) = try #require(try await left.next())
        #expect(member.name == "ann")
        #expect(why == .lost)
    }

    @Test func aThousandBrokenLinesLeaveTogether() async throws {
        let room = try await makeRoom(.unlimited)
        let bob = try await room.enter("bob")
        var others: [Guest] = []
        for number in 0..<1_100 { others.append(try await room.connect(.init(name: "n\(number)"))) }
        for other in others { other.lose() }
        await room.settle()
        await room.advance(by: .seconds(15))
        #expect(try await bob.hello().memberCount == 1)
    }

    @Test func nobodyHasLeftBecauseTheHostGoesDown() async throws {
        let room = try await makeRoom()
        let (ann, bob) = (try await room.enter("ann"), try await room.enter("bob"))
        ann.subscribe("memberLeft")
        bob.subscribe("memberLeft")
        await room.settle()
        await room.shutdown()
        #expect(try ann.received(\.memberLeft).isEmpty && bob.received(\.memberLeft).isEmpty)
    }

    @Test func aFullRoomTakesNobodyButItsOperators() async throws {
        var limits = RoomLimits()
        limits.members = 2
        let room = try await makeRoom(limits)
        let ann = try await room.enter("ann")
        ann.disconnect()
        await room.settle()
        _ = try await (room.enter("bob"), room.enter("cyd"))
        #expect(try await code { _ = try await room.enter("dan") } == "room_full")
        #expect(try await code { _ = try await room.enter("bob") } == nil)
        #expect(try await code { _ = try await room.enter("ann") } == nil)
    }

    @Test func oneAddressHasSoManyConnections() async throws {
        var limits = RoomLimits()
        limits.connectionsPerAddress = 2
        let room = try await makeRoom(limits)
        let ann = try await room.enter("ann")
        _ = try await room.enter("bob")
        #expect(try await code { _ = try await room.enter("cyd") } == "too_many_connections")
        _ = try await room.enter("cyd", from: "192.0.2.9")
        ann.disconnect()
        await room.settle()
        _ = try await room.enter("dan")
    }

    @Test func onePersonHasSoManyConnections() async throws {
        var limits = RoomLimits()
        limits.connectionsPerMember = 2
        let room = try await makeRoom(limits)
        _ = try await (room.enter("ann"), room.enter("ann"))
        #expect(try await code { _ = try await room.enter("ann") } == "too_many_connections")
    }
}
