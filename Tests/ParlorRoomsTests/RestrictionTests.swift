import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import Testing

@testable import ParlorRooms

struct RestrictionTests {
    /// The owner ann and the member bob.
    private struct People {
        let room: Chat
        let (ann, bob): (Guest, Guest)

        init() async throws {
            room = try await makeRoom()
            ann = try await room.enter("ann")
            bob = try await room.enter("bob", from: "192.0.2.3")
        }
    }

    // MARK: Slow

    @Test func inASlowRoomAPersonSaysOneMessageInSoLong() async throws {
        let people = try await People()
        try await people.ann.setSlow(10)
        try await people.bob.sendMessage("one")
        await people.room.advance(by: .milliseconds(3_400))
        do {
            try await people.bob.sendMessage("two")
            Issue.record("a second message was taken")
        } catch let error as UserError {
            #expect(error.code == "slow")
            #expect(error.message == "this room is slow: you may write again in 7 s")
            #expect(error.metadata?["retryAfter"]?.int == 6_601)
        }
        await people.room.advance(by: .milliseconds(6_599))
        #expect(try await code { try await people.bob.sendMessage("two") } == "slow")
        await people.room.advance(by: .milliseconds(1))
        try await people.bob.sendMessage("two")
        #expect(try await people.ann.history(nil).map(\.text) == ["one", "two"])
    }

    @Test func aSecondConnectionIsNoSecondVoiceInASlowRoom() async throws {
        let people = try await People()
        let again = try await people.room.enter("bob")
        try await people.ann.setSlow(10)
        try await people.bob.sendMessage("one")
        #expect(try await code { try await again.sendMessage("two") } == "slow")
        people.bob.disconnect()
        again.disconnect()
        await people.room.settle()
        let back = try await people.room.enter("bob")
        #expect(try await code { try await back.sendMessage("two") } == "slow")
    }

    @Test func aRepeatedPostIsAnsweredInASlowRoomToo() async throws {
        let people = try await People()
        try await people.ann.setSlow(10)
        let said = try await people.bob.sendMessage(Post(id: "1", text: "one"))
        #expect(try await people.bob.sendMessage(Post(id: "1", text: "one")) == said)
    }

    @Test func whatARoomRefusesForAnotherReasonBeginsNoPause() async throws {
        let people = try await People()
        try await people.ann.setSlow(10)
        try await people.ann.mute(.init(name: "bob"))
        #expect(try await code { try await people.bob.sendMessage("muted") } == "muted")
        try await people.ann.unmute("bob")
        try await people.bob.sendMessage("one")
    }

    @Test func operatorsSpeakAtAnyTimeAndTheOthersWhenTheRoomIsNoLongerSlow() async throws {
        let people = try await People()
        try await people.ann.setSlow(3_600)
        for text in ["a", "b", "c"] { try await people.ann.sendMessage(Post(text: text)) }
        try await people.bob.sendMessage("one")
        #expect(try await people.ann.setSlow(nil) == Restrictions())
        for text in ["two", "three"] { try await people.bob.sendMessage(Post(text: text)) }
    }

    @Test func neitherARestartNorTheTimeOfDayEndsAPause() async throws {
        let people = try await People()
        try await people.ann.setSlow(60)
        try await people.bob.sendMessage("one")
        people.room.clock.setTimeOfDay(to: people.room.clock.now + .seconds(3_600))
        #expect(try await code { try await people.bob.sendMessage("two") } == "slow")
        await people.room.advance(by: .seconds(60))
        try await people.bob.sendMessage("two")
        await people.room.advance(by: .seconds(20))
        try await people.room.restart()
        let back = try await people.room.enter("bob")
        #expect(try await back.hello().restrictions == Restrictions(slow: 60))
        #expect(try await code { try await back.sendMessage("three") } == "slow")
        await people.room.advance(by: .seconds(40))
        try await back.sendMessage("three")
    }

    @Test(arguments: [Int.min, -1, 0, 3_601, .max])
    func aRoomIsSlowByOneSecondToOneHour(seconds: Int) async throws {
        let people = try await People()
        #expect(try await code { try await people.ann.setSlow(seconds) } == "invalid_time")
        #expect(try await people.ann.hello().restrictions == nil)
    }

    @Test func aPaceForgetsWhoMaySpeakAgainAndNobodyElse() {
        var pace = Pace()
        for number in 1...5_000 { pace.note(MemberID("old\(number)"), pause: .seconds(10), at: .zero) }
        for number in 1...5_000 { pace.note(MemberID("new\(number)"), pause: .seconds(10), at: .seconds(10)) }
        #expect(pace.wait(for: MemberID("old1"), pause: .seconds(10), at: .seconds(10)) == nil)
        for number in 1...5_000 {
            #expect(pace.wait(for: MemberID("new\(number)"), pause: .seconds(10), at: .seconds(15)) == .seconds(5))
        }
    }

    // MARK: Locked

    @Test func aLockedRoomLetsInWhomItKnowsAndNobodyElse() async throws {
        let room = try await TestActor(ChatRoom(hostToken: token("host")), key: ["lobby"], with: .init(Lobby()))
        let ann = try await room.enter("ann")
        let bob = try await room.enter("bob")
        bob.disconnect()
        await room.settle()
        try await ann.setLocked(true)
        for _ in 1...2 {
            for name in ["ann", "bob", "host"] { _ = try await room.enter(name) }
            do {
                _ = try await room.enter("cyd")
                Issue.record("somebody new came in")
            } catch let error as UserError {
                #expect(error.code == "locked")
                #expect(
                    error.message == "this room is locked: only its operators and those whom it knows may come in")
            }
            #expect(try await code { _ = try await room.connect(.init(name: "guest")) } == "locked")
            let posted = try await code {
                try await room.call("sendMessage", json: #"["x"]"#, params: .init(name: "guest"))
            }
            #expect(posted == "locked")
            try await room.restart()
        }
        let back = try await room.enter("ann")
        #expect(try await back.setLocked(false) == Restrictions())
        _ = try await room.enter("cyd")
    }

    @Test func aLockKeepsOutWhoHasTheInviteCodeToo() async throws {
        let room = try await makeRoom()
        let ann = try await room.enter("ann")
        let code = try await ann.invite().code.description
        try await ann.setLocked(true)
        let introduction = Introduction(name: "bob", token: token("bob"), invite: code)
        #expect(try await ParlorRoomsTests.code { _ = try await room.connect(introduction) } == "locked")
        try await ann.setLocked(false)
        _ = try await room.connect(introduction)
    }

    @Test func whoIsKnownButBannedIsKeptOutOfALockedRoomForTheBan() async throws {
        let people = try await People()
        try await people.ann.setLocked(true)
        try await people.ann.ban(.init(name: "bob"))
        #expect(try await code { _ = try await people.room.enter("bob") } == "banned")
    }

    @Test func aQuickMatchLeadsToNoLockedRoom() async throws {
        let room = try await makeTable()
        let ann = try await room.enter("ann")
        try await ann.setLocked(true)
        await room.settle()
        let lobby = ConnectTarget(actor: .named("lobby", key: .empty, method: .getOrCreate))
        let answer = try await room.system.call(
            lobby, action: "quickMatch", arguments: ["nim"], parameters: nil,
            client: ClientInfo(remoteAddress: "", encoding: "json"))
        #expect(try answer.output.decode(QuickMatch.self) == QuickMatch(room: "nim-1", isNew: true))
    }

    // MARK: Both

    @Test func onlyOperatorsRestrictAndTheAuditLogTellsWhoAndWhat() async throws {
        let people = try await People()
        #expect(try await code { try await people.bob.setSlow(10) } == "auth.forbidden")
        #expect(try await code { try await people.bob.setLocked(true) } == "auth.forbidden")
        try await people.ann.setSlow(90)
        try await people.ann.setLocked(true)
        try await people.ann.setSlow(nil)
        try await people.ann.setLocked(false)
        let acts = try await people.ann.audit(nil).dropFirst()
        #expect(acts.map(\.kind) == [.slow, .lock, .slow, .unlock])
        #expect(acts.map(\.target) == ["1 m 30 s", "lobby", "off", "lobby"])
        #expect(acts.allSatisfy { $0.by == "ann" })
    }

    @Test func everybodyIsToldWhatIsRestrictedAndByWhom() async throws {
        let people = try await People()
        let changed = people.bob.restrictionsChanged
        try await people.ann.setSlow(10)
        try await people.ann.setLocked(true)
        let (first, second) = (try #require(try await changed.next()), try #require(try await changed.next()))
        #expect(first.0 == Restrictions(slow: 10))
        #expect(second.0 == Restrictions(slow: 10, isLocked: true))
        #expect([first.1.by, second.1.by] == ["ann", "ann"])
        #expect(try await people.bob.hello().restrictions == second.0)
    }

    @Test func whatIsSoAlreadyIsNoAct() async throws {
        let people = try await People()
        #expect(try await code { try await people.ann.setSlow(nil) } == "no_change")
        #expect(try await code { try await people.ann.setLocked(false) } == "no_change")
        try await people.ann.setSlow(10)
        #expect(try await code { try await people.ann.setSlow(10) } == "no_change")
        #expect(try await people.ann.audit(nil).map(\.kind) == [.own, .slow])
    }

    @Test func aRoomThatIsRestrictedIsNotThrownAwayAsUnused() async throws {
        let room = try await makeRoom()
        let ann = try await room.enter("ann")
        try await ann.setLocked(true)
        ann.disconnect()
        await room.advance(by: .seconds(3 * 86_400))
        #expect(try await code { _ = try await room.enter("cyd") } == "locked")
    }
}
