import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import Testing

@testable import ParlorRooms

struct PrivateRoomTests {
    @Test func whoBringsTheCodeComesInAndIsKnownFromThenOn() async throws {
        let room = try await makeRoom()
        let ann = try await room.enter("ann")
        let invite = try await ann.invite().code.description
        #expect(try await ann.hello().isPrivate)
        #expect(try await code { _ = try await room.enter("bob") } == "invite_needed")
        let bob = try await room.connect(
            .init(name: "bob", token: token("bob"), invite: invite.lowercased().filter { $0 != "-" }))
        #expect(try await bob.hello().you.role == .member)
        bob.disconnect()
        await room.settle()
        #expect(try await code { _ = try await room.enter("bob") } == nil)
    }

    @Test func aWrongCodeAndAGuestWithoutOneAreRefusedWithWhatToDo() async throws {
        let room = try await makeRoom()
        let ann = try await room.enter("ann")
        try await ann.setPrivate(true)
        do {
            _ = try await room.connect(.init(name: "cyd"))
            Issue.record("a guest came in without a code")
        } catch let error as UserError {
            #expect(error.code == "invite_needed")
            #expect(error.message.contains("/join CODE"))
        }
        #expect(
            try await code { _ = try await room.connect(.init(name: "cyd", invite: "222-222-222")) } == "invite_needed")
        #expect(
            try await code { try await room.call("history", json: "[]", params: .init(name: "cyd")) } == "invite_needed"
        )
    }

    @Test func whoWasHereBeforeAndTheHostNeedNoCode() async throws {
        let room = try await TestActor(ChatRoom(hostToken: token("host")), key: ["lobby"], with: .init(Lobby()))
        let ann = try await room.enter("ann")
        let bob = try await room.enter("bob")
        bob.disconnect()
        await room.settle()
        try await ann.setPrivate(true)
        try await room.restart()
        for name in ["bob", "ann", "host"] { _ = try await room.enter(name) }
        #expect(try await code { _ = try await room.enter("cyd") } == "invite_needed")
    }

    @Test func anOpenedRoomForgetsItsCode() async throws {
        let room = try await makeRoom()
        let ann = try await room.enter("ann")
        let old = try await ann.invite()
        #expect(try await ann.invite() == old)
        #expect(try await ann.setPrivate(false) == false)
        #expect(try await code { _ = try await room.enter("bob") } == nil)
        let new = try await ann.invite()
        #expect(new != old)
        #expect(
            try await code { _ = try await room.connect(.init(name: "cyd", invite: old.code.description)) }
                == "invite_needed")
    }

    @Test func onlyOperatorsInviteAndItIsAudited() async throws {
        let room = try await makeRoom()
        let (ann, bob) = (try await room.enter("ann"), try await room.enter("bob"))
        #expect(try await code { _ = try await bob.invite() } == "auth.forbidden")
        #expect(try await code { _ = try await bob.setPrivate(true) } == "auth.forbidden")
        try await ann.setPrivate(true)
        try await ann.setPrivate(true)
        try await ann.setPrivate(false)
        #expect(try await ann.audit(nil).map(\.kind) == [.own, .private, .public])
    }

    @Test func codesCannotBeTriedWithoutEnd() async throws {
        let room = try await makeRoom()
        let invite = try await room.enter("ann").invite().code.description
        for _ in 0..<20 { _ = try? await room.connect(.init(name: "eve", invite: "222-222-222")) }
        // From there not even the right one counts now; elsewhere it does.
        #expect(try await code { _ = try await room.connect(.init(name: "eve", invite: invite)) } == "flood")
        _ = try await room.connect(.init(name: "bob", invite: invite), from: "192.0.2.9")
        await room.advance(by: .seconds(2))
        _ = try await room.connect(.init(name: "eve", invite: invite))
    }

    @Test func theCodeIsMadeByTheGeneratorOfTheRoom() async throws {
        let room = try await TestActor(ChatRoom(randomness: { 29 }), key: ["lobby"], with: .init(Lobby()))
        #expect(try await room.enter("ann").invite().code.description == "Z22-222-222")
    }

    @Test func aRoomThatIsMadePrivateTakesItsMakerAndThenNobodyWithoutTheCode() async throws {
        var setup = GameSetup(game: "chess")
        setup.isPrivate = true
        let hall = try await TestActor(Hall(), key: ["hall"], input: setup, with: .init(Lobby()))
        let ann = try await hall.connect(.init(name: "ann", token: token("ann")))
        #expect(try await ann.hello().you.role == .owner)
        #expect(
            try await code { _ = try await hall.connect(.init(name: "bob", token: token("bob"))) } == "invite_needed")
        let invite = try await ann.invite().code.description
        _ = try await hall.connect(.init(name: "bob", token: token("bob"), invite: invite))
    }
}
