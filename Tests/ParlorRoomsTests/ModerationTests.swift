import ActorDefinition
import ActorTesting
import ActorWire
import Testing

@testable import ParlorRooms

struct ModerationTests {
    /// The owner ann, the operator opal, the member bob and the guest cyd.
    private struct People {
        let room: Chat
        let (ann, opal, bob, cyd): (Guest, Guest, Guest, Guest)

        init(_ limits: RoomLimits = RoomLimits()) async throws {
            room = try await makeRoom(limits)
            ann = try await room.enter("ann")
            opal = try await room.enter("opal", from: "192.0.2.2")
            bob = try await room.enter("bob", from: "192.0.2.3")
            cyd = try await room.connect(.init(name: "cyd"), from: "192.0.2.4")
            try await ann.op("opal")
        }
    }

    // MARK: Bounds

    @Test func aTopicAndAReasonAreBoundedInBytesToo() async throws {
        let people = try await People()
        let stacked = String(repeating: "a" + String(repeating: "\u{301}", count: 8), count: 200)
        #expect(stacked.count == 200)
        #expect(try await code { _ = try await people.ann.setTopic(stacked) } == "too_long")
        #expect(try await code { _ = try await people.ann.kick(.init(name: "bob", reason: stacked)) } == "too_long")
        #expect(try await code { _ = try await people.ann.setTopic(String(repeating: "語", count: 200)) } == nil)
    }

    @Test func aLongListOfBansIsCutToTheNewest() async throws {
        var limits = RoomLimits()
        limits.pageBytes = 2_000
        let people = try await People(limits)
        for number in 1...9 { try await people.ann.ban(.init(address: "203.0.113.\(number)")) }
        let listed = try await people.ann.bans().compactMap(\.address)
        #expect((1..<9).contains(listed.count))
        #expect(listed == (1...9).map { "203.0.113.\($0)" }.suffix(listed.count))
    }

    @Test func aReportOfConnectionsIsBounded() async throws {
        var limits = RoomLimits()
        limits.membersListed = 2
        let people = try await People(limits)
        #expect(try await people.ann.connections().connections.map(\.name) == ["ann", "opal"])
    }

    @Test(arguments: [Int.min, -1, 0, 10 * 365 * 86_400 + 1, .max])
    func aTimeOutsideItsBoundsIsRefused(seconds: Int) async throws {
        let people = try await People()
        #expect(try await code { _ = try await people.ann.ban(.init(name: "bob", seconds: seconds)) } == "invalid_time")
        #expect(
            try await code { _ = try await people.ann.ban(.init(address: "::/0", seconds: seconds)) } == "invalid_time")
        #expect(
            try await code { _ = try await people.ann.mute(.init(name: "bob", seconds: seconds)) } == "invalid_time")
    }

    // MARK: Kick

    @Test func aKickClosesAllConnectionsOfAPersonWithTheReason() async throws {
        let people = try await People()
        let second = try await people.room.enter("bob", from: "192.0.2.3")
        let left = people.ann.memberLeft
        let act = try await people.opal.kick(.init(name: "BOB", reason: "flooding. again"))
        #expect(act.target == "bob")
        for client in [people.bob, second] {
            #expect(client.closeCode == 1000)
            #expect(client.closeReason == "flooding\u{2024} again")
            #expect(try client.received(\.kicked).map(\.reason) == ["flooding. again"])
            #expect(try client.received(\.kicked).map(\.by) == ["opal"])
        }
        let (member, why) = try #require(try await left.next())
        #expect(member.name == "bob")
        #expect(why == .kicked(by: "opal", reason: "flooding. again"))
        #expect(try await people.ann.members().map(\.name) == ["ann", "opal", "cyd"])
    }

    @Test func whoWasKickedIsRefusedForAMinuteAlsoAfterARestart() async throws {
        let people = try await People()
        try await people.ann.kick(.init(name: "bob", reason: "spam"))
        try await people.ann.kick(.init(name: "cyd"))
        try await people.room.restart()
        let room = people.room
        #expect(try await code { _ = try await room.enter("bob", from: "203.0.113.1") } == "kicked")
        #expect(try await code { _ = try await room.connect(.init(name: "bob")) } == "kicked")
        #expect(try await code { _ = try await room.connect(.init(name: "cyd2"), from: "192.0.2.4") } == "kicked")
        #expect(try await code { _ = try await room.connect(.init(name: "eve"), from: "192.0.2.5") } == nil)
        #expect(
            try await code { _ = try await room.call("sendMessage", json: #"["x"]"#, params: .init(name: "bob")) }
                == "kicked")
        await room.advance(by: .seconds(60))
        #expect(try await code { _ = try await room.enter("bob") } == nil)
        #expect(try await code { _ = try await room.connect(.init(name: "cyd"), from: "192.0.2.4") } == nil)
    }

    @Test func aRefusalSaysWhoWhyAndHowLong() async throws {
        let people = try await People()
        try await people.ann.kick(.init(name: "bob", reason: "spam"))
        do {
            _ = try await people.room.enter("bob")
            Issue.record("who was kicked is back")
        } catch let error as UserError {
            #expect(error.message.hasPrefix("you were kicked by ann: spam, for another 1 m"))
            #expect(error.metadata?["by"] == "ann")
            #expect(error.metadata?["until"]?.int == Int(people.room.clock.now.milliseconds) + 60_000)
        }
    }

    @Test func aKickOfOneMikaLetsTheOtherMikaBackIn() async throws {
        let people = try await People()
        let room = people.room
        let other = token("other")
        let mikas = (
            try await room.enter("mika"), try await room.connect(.init(name: "mika", token: other))
        )
        #expect(try await mikas.1.hello().you.name == "mika2")
        try await people.ann.kick(.init(name: "mika"))
        mikas.1.lose()
        await room.settle()
        #expect(try await room.connect(.init(name: "mika", token: other)).hello().you.name == "mika2")
    }

    @Test func anUnbanLetsWhoWasKickedBackInAtOnce() async throws {
        let people = try await People()
        try await people.ann.kick(.init(name: "bob"))
        try await people.ann.unban(.init(name: "bob"))
        #expect(try await code { _ = try await people.room.enter("bob") } == nil)
    }

    // MARK: Rank

    @Test func onlyOperatorsModerate() async throws {
        let people = try await People()
        for client in [people.bob, people.cyd] {
            #expect(try await code { try await client.kick(.init(name: "opal")) } == "auth.forbidden")
            #expect(try await code { _ = try await client.ban(.init(name: "opal")) } == "auth.forbidden")
            #expect(try await code { _ = try await client.mute(.init(name: "opal")) } == "auth.forbidden")
            #expect(try await code { _ = try await client.op("bob") } == "auth.forbidden")
            #expect(try await code { _ = try await client.setTopic("mine") } == "auth.forbidden")
            #expect(try await code { _ = try await client.audit(nil) } == "auth.forbidden")
            #expect(try await code { _ = try await client.connections() } == "auth.forbidden")
            #expect(try await code { _ = try await client.bans() } == "auth.forbidden")
        }
    }

    @Test func anOperatorHasNoPowerOverEqualsOrTheOwnerAndNobodyOverThemselves() async throws {
        let people = try await People()
        try await people.ann.op("bob")
        for name in ["ann", "bob"] {
            #expect(try await code { try await people.opal.kick(.init(name: name)) } == "not_allowed")
            #expect(try await code { _ = try await people.opal.ban(.init(name: name)) } == "not_allowed")
            #expect(try await code { _ = try await people.opal.mute(.init(name: name)) } == "not_allowed")
            #expect(try await code { _ = try await people.opal.deop(Whom(name)) } == "not_allowed")
        }
        #expect(try await code { try await people.ann.kick(.init(name: "ann")) } == "yourself")
        #expect(try await code { _ = try await people.ann.ban(.init(name: "Ann")) } == "yourself")
        #expect(try await code { try await people.ann.kick(.init(name: "nobody")) } == "not_here")
    }

    @Test func aRoleIsToldAndLastsAndEndsWithADeop() async throws {
        let people = try await People()
        let changed = people.cyd.roleChanged
        try await people.opal.op("bob")
        let (member, by) = try #require(try await changed.next())
        #expect(member.role == .op)
        #expect(by == "opal")
        #expect(try await code { _ = try await people.bob.setTopic("ours") } == nil)
        try await people.room.restart()
        let (ann, bob) = (try await people.room.enter("ann"), try await people.room.enter("bob"))
        #expect(try await bob.hello().you.role == .op)
        try await ann.deop("bob")
        #expect(try await bob.hello().you.role == .member)
        #expect(try await code { _ = try await bob.setTopic("mine") } == "auth.forbidden")
    }

    @Test func aGuestIsAnOperatorForAVisitAndThenAGuestAgain() async throws {
        let people = try await People()
        try await people.ann.op("cyd")
        #expect(try await people.cyd.hello().you.role == .op)
        try await people.ann.deop("cyd")
        #expect(try await people.cyd.hello().you.role == .guest)
        #expect(try await code { try await people.ann.deop("cyd") } == "no_change")
    }

    @Test func aRoleThatSomebodyHasAlreadyIsNoAct() async throws {
        let people = try await People()
        try await people.ann.op("bob")
        #expect(try await code { try await people.ann.op("bob") } == "no_change")
        try await people.ann.deop("bob")
        #expect(try await code { try await people.ann.deop("bob") } == "no_change")
        let acts = try await people.ann.audit(nil).map(\.kind)
        #expect(acts.suffix(2) == [.op, .deop] && acts.count { $0 == .op } == 2)
    }

    // MARK: Ban

    @Test func aBanHoldsAfterARestartUntilItIsLifted() async throws {
        let people = try await People()
        try await people.ann.ban(.init(name: "bob", reason: "spam"))
        #expect(people.bob.closeReason == "spam")
        try await people.room.restart()
        await people.room.advance(by: .seconds(1_000_000))
        #expect(try await code { _ = try await people.room.enter("bob") } == "banned")
        let ann = try await people.room.enter("ann")
        #expect(try await ann.bans().map(\.name) == ["bob"])
        try await ann.unban(.init(name: "Bob"))
        #expect(try await code { _ = try await people.room.enter("bob") } == nil)
        #expect(try await code { _ = try await ann.unban(.init(name: "bob")) } == "not_banned")
    }

    @Test func aBanEndsByItself() async throws {
        let people = try await People()
        try await people.ann.ban(.init(name: "bob", seconds: 3_600))
        await people.room.advance(by: .seconds(3_599))
        #expect(try await code { _ = try await people.room.enter("bob") } == "banned")
        await people.room.advance(by: .seconds(1))
        #expect(try await code { _ = try await people.room.enter("bob") } == nil)
        #expect(try await people.ann.bans().isEmpty)
    }

    @Test func aBanOfARangeExpelsAndRefusesAllButOperators() async throws {
        let people = try await People()
        try await people.ann.ban(.init(address: "192.0.2.77/24", reason: "flood"))
        #expect(people.bob.isClosed && people.cyd.isClosed)
        #expect(!people.opal.isClosed && !people.ann.isClosed)
        #expect(try await code { _ = try await people.room.enter("bob", from: "192.0.2.200") } == "banned")
        #expect(try await code { _ = try await people.room.enter("bob", from: "192.0.3.1") } == nil)
        #expect(try await people.ann.bans().map(\.address) == ["192.0.2.0/24"])
        try await people.ann.unban(.init(address: "192.0.2.0/24"))
        #expect(try await code { _ = try await people.room.enter("new", from: "192.0.2.200") } == nil)
    }

    @Test func whoIsHereFromABannedAddressTooIsExpelledFromAll() async throws {
        let people = try await People()
        let second = try await people.room.enter("bob", from: "203.0.113.9")
        try await people.ann.ban(.init(address: "192.0.2.3"))
        #expect(people.bob.isClosed && second.isClosed)
    }

    @Test func anAddressOfSixteenBytesIsBannedAsWell() async throws {
        let people = try await People()
        try await people.ann.ban(.init(address: "2001:db8::/32"))
        #expect(try await code { _ = try await people.room.enter("x", from: "[2001:db8:1::5]") } == "banned")
        #expect(try await code { _ = try await people.room.enter("x", from: "[2001:db9::5]") } == nil)
    }

    @Test func aBanOfAnOperatorTakesTheRole() async throws {
        let people = try await People()
        try await people.ann.ban(.init(name: "opal"))
        try await people.ann.unban(.init(name: "opal"))
        #expect(try await people.room.enter("opal").hello().you.role == .member)
    }

    @Test func aStrangerIsBannedByName() async throws {
        let people = try await People()
        try await people.ann.ban(.init(name: "Troll"))
        #expect(try await code { _ = try await people.room.enter("troll") } == "banned")
    }

    @Test func aBanThatMakesNoSenseIsRefused() async throws {
        let people = try await People()
        let ann = people.ann
        #expect(try await code { _ = try await ann.ban(.init()) } == "invalid_ban")
        #expect(try await code { _ = try await ann.ban(.init(name: "x", address: "::1")) } == "invalid_ban")
        #expect(try await code { _ = try await ann.ban(.init(address: "10.0.0.0/99")) } == "invalid_address")
        #expect(try await code { _ = try await ann.ban(.init(name: "x", seconds: 0)) } == "invalid_time")
        #expect(try await code { _ = try await ann.ban(.init(name: "x", seconds: .max)) } == "invalid_time")
        let long = String(repeating: "x", count: 201)
        #expect(try await code { _ = try await ann.ban(.init(name: "x", reason: long)) } == "too_long")
    }

    // MARK: Mute

    @Test func whoIsMutedReadsButDoesNotSpeakUntilTheEndIsAnnounced() async throws {
        let people = try await People()
        let (muted, unmuted) = (people.cyd.memberMuted, people.cyd.memberUnmuted)
        try await people.opal.mute(.init(name: "bob", seconds: 300, reason: "caps"))
        #expect(try #require(await muted.next()).0.mutedUntil == people.room.clock.now + .seconds(300))
        #expect(try await code { try await people.bob.sendMessage("hi") } == "muted")
        #expect(try await code { _ = try await people.bob.history(nil) } == nil)
        #expect(try await people.bob.hello().you.muted)
        await people.room.advance(by: .seconds(299))
        #expect(try await code { try await people.bob.sendMessage("hi") } == "muted")
        await people.room.advance(by: .seconds(1))
        let (member, act) = try #require(try await unmuted.next())
        #expect(member.name == "bob" && !member.muted)
        #expect(act.by == "")
        #expect(try await code { try await people.bob.sendMessage("hi") } == nil)
    }

    @Test func aMuteOutlastsARestartAndEndsWhenItIsLifted() async throws {
        let people = try await People()
        try await people.ann.mute(.init(name: "bob"))
        try await people.room.restart()
        let (ann, bob) = (try await people.room.enter("ann"), try await people.room.enter("bob"))
        #expect(try await code { try await bob.sendMessage("hi") } == "muted")
        try await ann.unmute("bob")
        #expect(try await code { try await bob.sendMessage("hi") } == nil)
        #expect(try await code { _ = try await ann.unmute("bob") } == "not_muted")
    }

    @Test func aMuteOfAGuestLeavesOtherGuestsFromThereTheirVoice() async throws {
        let people = try await People()
        let dan = try await people.room.connect(.init(name: "dan"), from: "192.0.2.4")
        try await people.ann.mute(.init(name: "cyd"))
        #expect(try await code { try await people.cyd.sendMessage("hi") } == "muted")
        #expect(try await code { try await dan.sendMessage("hi") } == nil)
    }

    // MARK: What is kept and shown

    @Test func everyActIsInTheAuditLogWithWhoWhomWhenAndWhy() async throws {
        let people = try await People()
        try await people.opal.setTopic("games")
        try await people.opal.mute(.init(name: "bob", seconds: 5, reason: "caps"))
        await people.room.advance(by: .seconds(5))
        try await people.opal.kick(.init(name: "bob", reason: "spam"))
        try await people.room.restart()
        let ann = try await people.room.enter("ann")
        let acts = try await ann.audit(nil)
        #expect(acts.map(\.kind) == [.own, .op, .topic, .mute, .unmute, .kick])
        #expect(acts.map(\.seq) == [1, 2, 3, 4, 5, 6])
        #expect(acts.map(\.by) == ["ann", "ann", "opal", "opal", "", "opal"])
        #expect(acts.map(\.target) == ["ann", "opal", "games", "bob", "bob", "bob"])
        #expect(acts.last?.reason == "spam")
        #expect(acts.last?.time == people.room.clock.now)
        #expect(try await ann.audit(PageRequest(before: 3, limit: 1)).map(\.kind) == [.op])
    }

    @Test func aTopicIsToldKeptAndBounded() async throws {
        let people = try await People()
        let changed = people.cyd.topicChanged
        try await people.ann.setTopic(" Friday\n games \u{202E}")
        #expect(try await changed.next()?.text == "Friday games")
        #expect(try await code { _ = try await people.ann.setTopic(String(repeating: "x", count: 201)) } == "too_long")
        try await people.room.restart()
        #expect(try await people.room.enter("bob").hello().topic.text == "Friday games")
    }

    @Test func operatorsSeeEveryConnection() async throws {
        let people = try await People()
        try await people.bob.sendMessage("hi")
        try await people.ann.mute(.init(name: "cyd"))
        let report = try await people.opal.connections()
        #expect(report.connections.map(\.name) == ["ann", "opal", "bob", "cyd"])
        #expect(report.connections.map(\.messagesPerMinute) == [0, 0, 1, 0])
        #expect(report.connections.map(\.state) == [.ok, .ok, .ok, .muted])
        #expect(report.connections[2].id == people.bob.connectionID)
        #expect(report.connections[2].address.hasPrefix("192.0.2.3:"))
        #expect(report.connections[2].encoding == "json")
        #expect(report.messages == 1)
    }
}
