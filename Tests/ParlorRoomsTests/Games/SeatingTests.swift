import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import ParlorGames
import Testing

@testable import ParlorRooms

struct SeatingTests {
    @Test func aRoomNeedsAKnownGameAndASetUpThatItAccepts() async throws {
        func refusal(_ game: String, _ change: (inout GameSetup) -> Void = { _ in }) async throws -> String? {
            try await code { _ = try await makeTable(game, change).enter("ann") }
        }
        #expect(try await refusal("chess") == "user.unknown_game")
        #expect(try await refusal("nim") { $0.moveTime = 1 } == "user.invalid_setup")
        #expect(try await refusal("nim") { $0.options = ["heap": 0] } == "user.heap")
        #expect(try await refusal("nim") { $0.options = ["heap": "x"] } == "user.options")
        #expect(try await refusal("nim") { $0.options = ["heap": 3, "heaps": 4] } == "user.options")
        #expect(try await refusal("nim") { $0.options = ["heap": 3] } == nil)
    }

    @Test func ofFifteenHundredWhoSitAtOnceTwoGetASeat() async throws {
        var limits = RoomLimits.unlimited
        limits.members = 2_000
        let room = try await makeTable(limits: limits)
        var people: [Player] = []
        // Without tokens, whom the room would remember.
        for number in 0..<1_500 { people.append(try await room.connect(.init(name: "p\(number)"))) }
        let seated = await withTaskGroup(of: String?.self, returning: [String?].self) { group in
            for person in people {
                group.addTask { try? await code { try await person.sit() } }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(seated.count { $0 == nil } == 2)
        #expect(seated.count { $0 == "table_full" } == 1_498)
        #expect(try await people[0].table().seats.count == 2)
    }

    @Test func theTableIsToldToAllAfterEachChange() async throws {
        let room = try await makeTable()
        let watcher = try await room.enter("cyd")
        let seats = watcher.seats
        let ann = try await room.enter("ann")
        try await ann.sit()
        let status = try #require(try await seats.next())
        #expect(status.seats.map(\.name) == ["ann"] && status.phase == .gathering)
        #expect(status.fewest == 2 && status.most == 2 && status.host == status.seats[0].member)
        #expect(status.watchers == ["cyd"] && status.watcherCount == 1)
        try await ann.ready(true)
        #expect(try #require(try await seats.next()).seats[0].isReady)
    }

    @Test func whoWatchesIsToldWithinASecond() async throws {
        let room = try await makeTable()
        let ann = try await room.enter("ann")
        let seats = ann.seats
        _ = try await room.enter("bob")
        _ = try await room.enter("cyd")
        await room.advance(by: .seconds(1))
        #expect(try #require(try await seats.next()).watchers == ["ann", "bob", "cyd"])
        await room.advance(by: .seconds(120))
        #expect(try ann.received(\.seats).count == 1)
    }

    @Test func readinessBeginsACountdownAndTheCountdownTheMatch() async throws {
        let room = try await makeTable()
        let (ann, bob) = (try await room.enter("ann"), try await room.enter("bob"))
        try await ann.sit()
        try await bob.sit()
        try await ann.ready(nil)
        let status = try await bob.ready(true)
        #expect(status.phase == .countdown && status.countdownEnds == room.clock.now + .seconds(3))
        #expect(try await ann.view() == nil)
        await room.advance(by: .seconds(2))
        #expect(try await ann.phase == .countdown)
        await room.advance(by: .seconds(1))
        #expect(try await ann.phase == .playing)
        #expect(try await ann.view()?.revision == 0)
    }

    @Test func whoIsNotAtTheTableDoesNothingThere() async throws {
        let room = try await makeTable()
        let players = try await room.begin()
        let watcher = try await room.enter("cyd")
        #expect(try await code { try await watcher.ready(true) } == "not_seated")
        #expect(try await code { try await watcher.stand() } == "not_seated")
        #expect(try await code { try await watcher.play("1") } == "not_seated")
        #expect(try await code { try await watcher.resign() } == "not_seated")
        #expect(try await code { try await watcher.undo() } == "not_seated")
        #expect(try await code { try await watcher.addBot(nil) } == "not_allowed")
        #expect(try await players[0].view()?.revision == 0)
    }

    @Test func whoCallsWithoutComingInGetsNoSeat() async throws {
        let room = try await makeTable()
        let refused = try await code {
            try await room.call("sit", params: Introduction(name: "ann", token: token("ann")))
        }
        #expect(refused == "not_here")
    }

    @Test func aWrongTokenTouchesNoSeat() async throws {
        let room = try await makeTable()
        let players = try await room.begin()
        players[0].lose()
        await room.settle()
        let before = try await players[1].table()
        #expect(before.seats[0].awayUntil != nil)
        let thief = try await room.connect(.init(name: "ann", token: token("thief")))
        #expect(try await code { try await thief.play("1") } == "not_seated")
        #expect(try await thief.view()?.seat == nil)
        #expect(try await code { _ = try await room.connect(.init(name: "ann", token: "short")) } == "invalid_token")
        #expect(try await players[1].table().seats == before.seats)
        let ann = try await room.enter("ann")
        #expect(try await ann.table().seats[0].awayUntil == nil)
        #expect(try await ann.view()?.seat == 0)
    }

    @Test func allTerminalsOfAPlayerSeeTheSeatsView() async throws {
        let room = try await makeTable("secrets")
        let players = try await room.begin()
        let second = try await room.enter("ann")
        let (first, views) = (players[0].viewChanged, second.viewChanged)
        try await players[1].play("high")
        let view = try #require(try await views.next())
        #expect(view.seat == 0 && view.view["card"] != nil)
        // Of two lines one may break without anybody's being away.
        #expect(try await first.next() == view)
        players[0].lose()
        await room.settle()
        #expect(try await second.table().seats[0].isConnected)
        try await second.play("low")
        #expect(try await second.phase == .finished)
    }

    @Test func theHostAndOperatorsAddAndRemoveBots() async throws {
        let room = try await makeTable("secrets")
        let owner = try await room.enter("own")
        let (ann, bob) = (try await room.enter("ann"), try await room.enter("bob"))
        try await ann.sit()
        try await bob.sit()
        #expect(try await code { try await bob.addBot(nil) } == "not_allowed")
        #expect(try await code { try await ann.addBot("genius") } == "unknown_level")
        #expect(try await ann.addBot(nil).seats.map(\.bot) == [nil, nil, "random"])
        #expect(try await owner.addBot("random").seats.count == 4)
        #expect(try await code { try await ann.addBot(nil) } == "table_full")
        #expect(try await owner.removeBot(2).seats.count == 3)
        // The host leaves: the next at the table is host.
        try await ann.stand()
        #expect(try await bob.removeBot(nil).seats.map(\.name) == ["bob"])
    }

    @Test func whoClosesTheTerminalBeforeAMatchFreesTheSeat() async throws {
        let room = try await makeTable()
        let (ann, bob) = (try await room.enter("ann"), try await room.enter("bob"))
        try await ann.sit()
        try await bob.sit()
        ann.disconnect()
        await room.settle()
        let status = try await bob.table()
        #expect(status.seats.map(\.name) == ["bob"] && status.host == status.seats[0].member)
        bob.lose()
        await room.settle()
        let cyd = try await room.enter("cyd")
        #expect(try await cyd.table().seats[0].isConnected == false)
        await room.advance(by: .seconds(15))
        #expect(try await cyd.table().seats.isEmpty)
    }

    @Test func aKickTakesThePlayerFromTheTableAtOnce() async throws {
        let room = try await makeTable()
        let owner = try await room.enter("own")
        let players = try await room.begin()
        let views = owner.viewChanged
        try await owner.kick(KickRequest(name: "ann"))
        #expect(try await players[1].phase == .finished)
        #expect(try #require(try await views.next()).outcome?.winners == [1])
        #expect(players[0].isClosed)
    }

    @Test func aBanTakesAlsoWhoseSeatIsKept() async throws {
        let room = try await makeTable("secrets")
        let owner = try await room.enter("own")
        let players = try await room.begin("ann", "bob", "cyd")
        players[0].lose()
        await room.settle()
        await room.advance(by: .seconds(16))
        #expect(try await owner.members().count == 3)
        try await owner.ban(BanRequest(name: "ann"))
        let status = try await owner.table()
        #expect(status.seats[0].isConnected == false && status.seats[0].awayUntil == nil)
        #expect(status.phase == .playing && status.host == status.seats[1].member)
        #expect(try #require(try await owner.view()).turn == [1, 2])
    }

    @Test func somebodyComesLateWhereTheGameAllowsIt() async throws {
        let room = try await makeTable("secrets")
        let players = try await room.begin()
        let cyd = try await room.enter("cyd")
        let view = try #require(try await cyd.sit().match)
        #expect(try await cyd.view()?.match == view)
        #expect(try await cyd.view()?.turn == [0, 1, 2])
        for player in players + [cyd] { try await player.play("high") }
        #expect(try await cyd.phase == .finished)
    }
}
