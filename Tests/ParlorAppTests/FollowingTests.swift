import ActorWire
import ParlorRooms
import Terminal
import Testing

@testable import ParlorApp

/// The lines of a room: in order, without a gap, each message once.
struct FollowingTests {
    private func seqs(_ fixture: Fixture) -> [UInt64] {
        fixture.state.current.lines.lines.compactMap { $0.message?.seq }
    }

    @Test func `a new screen asks for the newest page`() {
        var fixture = Fixture.connected(head: 250)
        #expect(fixture.calls == [.history(PageRequest())])
        fixture.answer(.history(PageRequest()), .messages(fixture.page(151...250, of: 250)))
        #expect(seqs(fixture) == Array(151...250))
        #expect(fixture.state.current.sync == .live)
        #expect(fixture.state.current.unread == 0)
    }

    @Test func `a message that comes twice shows once`() {
        var fixture = Fixture.connected()
        fixture.say("hello", seq: 1)
        fixture.say("hello", seq: 1)
        #expect(fixture.text.split(separator: "hello").count == 2)
    }

    @Test func `a message that a page holds twice shows once`() {
        var fixture = Fixture.connected(head: 2)
        let page = [fixture.message(1, "one"), fixture.message(1, "one"), fixture.message(2, "two")]
        fixture.answer(.history(PageRequest()), .messages(page))
        #expect(seqs(fixture) == [1, 2])
    }

    @Test func `what was told at the start stands below the history`() {
        var fixture = Fixture(columns: 60, rows: 20)
        fixture.state.tell(Notice("You host this room."))
        fixture.connect(head: 100)
        fixture.answer(.history(PageRequest()), .messages(fixture.page(1...100, of: 100)))
        #expect(fixture.text.contains("You host this room."))
        #expect(fixture.text.contains("message 100"))
    }

    @Test func `a gap is filled before what follows it is shown`() {
        var fixture = Fixture.connected()
        fixture.say("one", seq: 1)
        fixture.say("four", seq: 4)
        #expect(fixture.calls == [.history(PageRequest(after: 1))])
        fixture.say("five", seq: 5)
        #expect(seqs(fixture) == [1])
        let page = [fixture.message(2, "two"), fixture.message(3, "three")]
        fixture.answer(.history(PageRequest(after: 1)), .messages(page))
        // The page brought what was missing: the held messages follow it.
        #expect(seqs(fixture) == [1, 2, 3, 4, 5])
        #expect(fixture.state.current.sync == .live)
        #expect(fixture.calls.isEmpty)
    }

    @Test func `what was missed comes in order and once, and is told`() {
        var fixture = Fixture.connected()
        fixture.say("one", seq: 1)
        fixture.tell("lobby", .link(.reconnecting(attempt: 1, at: fixture.now, why: "the connection broke")))
        fixture.connect(head: 5)
        #expect(fixture.calls == [.history(PageRequest(after: 1))])
        // One of them comes as an event before the page does.
        fixture.say("five", seq: 5)
        fixture.answer(.history(PageRequest(after: 1)), .messages(fixture.page(2...5, of: 5)))
        #expect(seqs(fixture) == [1, 2, 3, 4, 5])
        #expect(fixture.text.contains("connected again; 4 messages were missed"))
    }

    @Test func `what one said before the line broke was not missed`() throws {
        var fixture = Fixture.connected()
        fixture.say("one", seq: 1)
        fixture.enter("two")
        let post = try #require(fixture.posts.first)
        fixture.tell("lobby", .link(.reconnecting(attempt: 1, at: fixture.now, why: "the connection broke")))
        fixture.connect(head: 3)
        let page = [fixture.message(2, "two", by: Fixture.mika, id: post.id), fixture.message(3, "three")]
        fixture.answer(.history(PageRequest(after: 1)), .messages(page))
        #expect(fixture.text.contains("connected again; 1 message was missed"))
    }

    @Test func `a late answer from before a broken line is passed over`() {
        var fixture = Fixture.connected(head: 250)
        fixture.answer(.history(PageRequest()), .messages(fixture.page(151...250, of: 250)))
        fixture.tell("lobby", .link(.reconnecting(attempt: 1, at: fixture.now, why: "")))
        fixture.connect(head: 260)
        fixture.answer(.history(PageRequest()), .messages(fixture.page(200...259, of: 260)))
        #expect(seqs(fixture).last == 250)
    }

    @Test func `a room that says less than it counts is not asked for ever`() {
        var fixture = Fixture.connected(head: 9)
        fixture.answer(.history(PageRequest()), .messages(fixture.page(1...5, of: 9)))
        #expect(fixture.calls == [.history(PageRequest(after: 5))])
        fixture.answer(.history(PageRequest(after: 5)), .messages([]))
        #expect(fixture.calls.isEmpty)
        #expect(fixture.state.current.sync == .live)
    }

    @Test func `a room that was made anew is read from its beginning`() {
        var fixture = Fixture.connected()
        for number in 1...5 { fixture.say("old \(number)") }
        fixture.tell("lobby", .link(.reconnecting(attempt: 1, at: fixture.now, why: "")))
        fixture.connect(head: 2)
        #expect(fixture.calls == [.history(PageRequest())])
        fixture.answer(.history(PageRequest()), .messages(fixture.page(1...2, of: 2)))
        #expect(seqs(fixture) == [1, 2])
    }

    @Test func `a failed page is asked for again after a while`() throws {
        var fixture = Fixture.connected(head: 5)
        let failure = RequestFailure(kind: .later(.seconds(3)), message: "too fast")
        fixture.tell("lobby", .answered(.history(PageRequest()), .failure(failure)))
        #expect(fixture.calls.isEmpty)
        #expect(fixture.state.wakesAt == fixture.now + .seconds(3))
        fixture.wait(.seconds(3))
        fixture.send(.tick)
        #expect(fixture.calls == [.history(PageRequest())])
    }

    // MARK: Reading above

    private func filled(_ count: UInt64 = 100) -> Fixture {
        var fixture = Fixture.connected(columns: 60, rows: 20, head: count)
        fixture.answer(.history(PageRequest()), .messages(fixture.page(max(count, 100) - 99...count, of: count)))
        return fixture
    }

    private func rows(_ fixture: Fixture) -> [String] {
        let area = ScreenLayout(fixture.state).messages.rows
        return Array(fixture.screen[area])
    }

    @Test func `a scrolled view does not move when a message comes`() {
        var fixture = filled()
        fixture.press(.pageUp)
        let before = rows(fixture)
        for number in 1...5 { fixture.say("news \(number)") }
        #expect(rows(fixture) == before)
        #expect(fixture.state.current.below == 5)
        fixture.press(.escape)
        #expect(rows(fixture).contains { $0.contains("news 5") })
        #expect(fixture.state.current.below == 0)
    }

    @Test func `an older page comes in without a jump`() {
        var fixture = filled(300)
        while !fixture.calls.contains(.history(PageRequest(before: 201))) { fixture.press(.pageUp) }
        let before = rows(fixture)
        fixture.answer(.history(PageRequest(before: 201)), .messages(fixture.page(101...200, of: 300)))
        #expect(rows(fixture) == before)
        #expect(fixture.state.current.lines.firstSeq == 101)
        for _ in 0..<100 { fixture.press(.pageUp) }
        #expect(rows(fixture).contains { $0.contains("message 101") })
    }

    @Test func `the beginning of a room is not asked for twice`() {
        var fixture = Fixture.connected(columns: 60, rows: 20, head: 3)
        fixture.answer(.history(PageRequest()), .messages(fixture.page(1...3, of: 3)))
        for _ in 0..<5 { fixture.press(.pageUp) }
        #expect(fixture.calls.isEmpty)
    }

    @Test func `a room that was read from its beginning can be paged in again when lines were let go`() {
        var fixture = Fixture.connected(columns: 60, rows: 20, head: 2)
        fixture.answer(.history(PageRequest()), .messages(fixture.page(1...2, of: 2)))
        fixture.press(.pageUp)
        for number in 3...2_400 { fixture.say("message \(number)") }
        let first = seqs(fixture)[0]
        #expect(first > 1)
        fixture.press(KeyPress(.home, .control))
        #expect(fixture.calls == [.history(PageRequest(before: first))])
    }

    @Test func `an older page without messages is the beginning`() {
        var fixture = filled(300)
        fixture.press(KeyPress(.home, .control))
        fixture.answer(.history(PageRequest(before: 201)), .messages([]))
        fixture.press(.pageUp)
        #expect(fixture.calls.isEmpty)
        #expect(seqs(fixture) == Array(201...300))
    }

    @Test func `the lines held are bounded while somebody reads far above`() {
        var fixture = filled(10_000)
        fixture.press(KeyPress(.home, .control))
        var first: UInt64 = 9_901
        for _ in 0..<30 {
            fixture.press(KeyPress(.home, .control))
            let page = PageRequest(before: first)
            fixture.answer(.history(page), .messages(fixture.page(first - 100...first - 1, of: 10_000)))
            first -= 100
        }
        #expect(fixture.state.current.lines.lines.count <= 2_200)
        #expect(fixture.state.current.sync == .detached)
        for number in 0..<50 { fixture.say("news", seq: 10_001 + UInt64(number)) }
        #expect(fixture.state.current.lines.lines.count <= 2_200)
        #expect(fixture.state.current.below == 50)
        fixture.press(.escape)
        #expect(fixture.calls == [.history(PageRequest())])
        fixture.answer(.history(PageRequest()), .messages(fixture.page(9_951...10_050, of: 10_050)))
        #expect(seqs(fixture) == Array(9_951...10_050))
        #expect(fixture.state.current.sync == .live)
    }

    @Test func `a reader who comes down gets what was let go`() throws {
        var fixture = filled(4_000)
        var first: UInt64 = 3_901
        for _ in 0..<25 {
            fixture.press(KeyPress(.home, .control))
            let page = PageRequest(before: first)
            fixture.answer(.history(page), .messages(fixture.page(first - 100...first - 1, of: 4_000)))
            first -= 100
        }
        #expect(fixture.state.current.sync == .detached)
        for _ in 0..<5_000 {
            fixture.press(.pageDown)
            for case .history(let page) in fixture.calls {
                let after = try #require(page.after)
                try #require(after < 4_000)
                fixture.answer(.history(page), .messages(fixture.page(after + 1...min(after + 100, 4_000), of: 4_000)))
            }
            if fixture.state.current.scroll == .bottom, fixture.state.current.sync == .live { break }
        }
        #expect(fixture.state.current.sync == .live)
        let held = seqs(fixture)
        #expect(held.last == 4_000)
        #expect(held == Array(held[0]...4_000))
    }
}
