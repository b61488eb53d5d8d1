import ActorWire
import ParlorRooms
import Terminal
import Testing

@testable import ParlorApp

/// Rooms that are slow or locked, as their people see it.
struct RestrictionTests {
    private static let slow = Act(seq: 1, time: Timestamp(milliseconds: 0), kind: .slow, by: "kai", target: "10 s")

    /// A slow room that has refused what mika said, for so long.
    private func refused(for wait: Duration = .seconds(7)) throws -> (Fixture, Post) {
        var fixture = Fixture.connected()
        fixture.tell("lobby", .restricted(Restrictions(slow: 10), Self.slow))
        fixture.enter("hello")
        let post = try #require(fixture.posts.first)
        let failure = RequestFailure(kind: .later(wait), message: "this room is slow")
        fixture.tell("lobby", .answered(.post(post), .failure(failure)))
        return (fixture, post)
    }

    @Test func `what a slow room refused waits in sight, counts down and goes out by itself`() throws {
        var (fixture, post) = try refused(for: .milliseconds(1_200))
        #expect(fixture.screen.contains { $0.contains("…") && $0.contains("hello") })
        #expect(fixture.text.contains("slow room: again in 2 s · 1 message waits"))
        #expect(fixture.state.wakesAt == fixture.now + .milliseconds(200))
        fixture.wait(.milliseconds(200))
        fixture.send(.tick)
        #expect(fixture.text.contains("slow room: again in 1 s"))
        fixture.wait(.seconds(1))
        fixture.send(.tick)
        #expect(fixture.posts == [post])
        #expect(!fixture.text.contains("slow room"))
    }

    @Test func `what waits goes out at once when the room is no longer slow`() throws {
        var (fixture, post) = try refused()
        let off = Act(seq: 2, time: fixture.now, kind: .slow, by: "kai", target: "off")
        fixture.tell("lobby", .restricted(Restrictions(), off))
        #expect(fixture.posts == [post])
        #expect(fixture.text.contains("kai lets everybody write at any time again"))
    }

    @Test func `what waits goes out at once when one becomes an operator`() throws {
        var (fixture, post) = try refused()
        fixture.tell("lobby", .role(Fixture.mika, by: "kai"))
        #expect(fixture.posts == [post])
    }

    @Test func `a pause of another room, or for another reason, is not told as that of a slow one`() throws {
        var (fixture, _) = try refused()
        fixture.enter("/join ops")
        fixture.connect("ops")
        #expect(!fixture.text.contains("slow room"))
        fixture.enter("hello")
        let flood = RequestFailure(kind: .later(.seconds(3)), message: "too fast")
        fixture.tell("ops", .answered(.post(try #require(fixture.posts.first)), .failure(flood)))
        #expect(!fixture.text.contains("slow room"))
    }

    @Test func `who comes in sees what is restricted, and that it is no longer`() {
        var fixture = Fixture.connected()
        var welcome = fixture.welcome("lobby", with: [], head: 0, topic: "games")
        welcome.restrictions = Restrictions(slow: 90, isLocked: true)
        fixture.answer(.hello, .welcome(welcome))
        #expect(fixture.screen[0].contains("#lobby  slow 1 m 30 s · locked  games"))
        welcome.restrictions = nil
        fixture.answer(.hello, .welcome(welcome))
        #expect(fixture.screen[0].contains("#lobby  games"))
    }

    @Test func `a room is locked and slowed by commands, which the announcement confirms`() {
        var fixture = Fixture.connected()
        #expect(fixture.enter("/lock").contains(.call(room: "lobby", .lock(true))))
        #expect(fixture.enter("/slow 10s").contains(.call(room: "lobby", .slow(10))))
        let lines = fixture.state.current.lines.lines.count
        fixture.answer(.lock(true), .done)
        fixture.answer(.slow(10), .done)
        #expect(fixture.state.current.lines.lines.count == lines)
        let lock = Act(seq: 2, time: fixture.now, kind: .lock, by: "mika", target: "lobby")
        fixture.tell("lobby", .restricted(Restrictions(isLocked: true), lock))
        #expect(fixture.text.contains("mika locked the room: nobody new comes in"))
    }

    @Test func `who is refused by a lock reads why`() {
        var fixture = Fixture()
        fixture.tell("lobby", .link(.ended(.refused("this room is locked"))))
        #expect(fixture.text.contains("this room is locked"))
    }
}
