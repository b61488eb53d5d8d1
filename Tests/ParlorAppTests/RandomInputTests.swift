import ActorWire
import ParlorRooms
import RandomTesting
import Terminal
import Testing

@testable import ParlorApp

/// Whatever is pressed and whatever comes, the screen stays whole.
struct RandomInputTests {
    @Test(arguments: 1...20)
    func `random events never trap and every screen has its size`(seed: UInt64) {
        var events = RandomEvents(seed)
        var fixture = Fixture.connected(head: 250)
        var picture = Picture()
        for _ in 0..<300 {
            fixture.wait(.milliseconds(Int.random(in: 0...900, using: &events.randomness)))
            var queue = [events.next(fixture)]
            // Rooms answer now and then, at once.
            while let event = queue.popLast() {
                let effects = fixture.send(event)
                queue += effects.compactMap { events.answer(to: $0, fixture) }
            }
            let grid = render(fixture.state)
            #expect(grid.size == fixture.state.size)
            // Also where only the input line was drawn again.
            #expect(picture.drawn(fixture.state) == grid)
            if let cursor = grid.cursor { #expect(grid.bounds.contains(cursor)) }
            for room in fixture.state.rooms {
                let seqs = room.lines.lines.compactMap { $0.message?.seq }
                #expect(zip(seqs, seqs.dropFirst()).allSatisfy { $0 < $1 })
                #expect(room.lines.lines.count <= 2_200)
                #expect(room.outbox.entries.count <= Outbox.limit)
            }
        }
    }
}

extension RandomInputTests {
    @Test func `a letter does not wait for what else is to be drawn`() {
        var fixture = Fixture.connected()
        var picture = Picture()
        _ = picture.drawn(fixture.state)
        fixture.say("hello")
        fixture.type("abc")
        let typed = picture.withInput(of: fixture.state)
        #expect(typed.text.contains("> abc") && !typed.text.contains("hello"))
        #expect(picture.drawn(fixture.state) == render(fixture.state))
    }

    @Test func `a frame in which nothing has changed leaves the input line under what lies over it`() {
        var fixture = Fixture.connected()
        var picture = Picture()
        fixture.press(.function(1))
        let help = picture.drawn(fixture.state)
        #expect(picture.drawn(fixture.state) == help)
    }
}

private struct RandomEvents {
    var randomness: SeededGenerator
    private static let words = [
        "hello", "mika", "/join ops", "/kick kai", "/quit", "/clear", "/leave", "/audit", "漢字", "👨‍👩‍👧‍👦", "e\u{301}",
        "\u{1B}[2J", "\u{202E}x", "https://example.org", "", " ", "/", "//x", "\n\n", "🇫🇮🇫🇮", "/topic a",
        "/ban 1.2.3.4 1h",
    ]
    private static let keys: [KeyPress] =
        KeyTable.standard.bindings.flatMap(\.presses)
        + [.up, .down, .left, .right, .backspace, .delete, .home, .end].map { KeyPress($0) }
        + "kbmow/sanloe1".map { KeyPress(.character($0)) } + [.alt("2"), .control("w"), KeyPress(.enter, .alt)]

    init(_ seed: UInt64) { randomness = SeededGenerator(seed: seed) }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: elements.indices, using: &randomness)]
    }

    mutating func next(_ fixture: Fixture) -> AppEvent {
        switch Int.random(in: 0..<12, using: &randomness) {
        case 0..<5: return .input(.key(pick(Self.keys)))
        case 5:
            let count = Int.random(in: 1...9, using: &randomness)
            return .input(.paste((0..<count).map { _ in pick(Self.words) }.joined(separator: pick(["\n", " "]))))
        case 6:
            let actions: [MouseEvent.Action] = [.wheelUp, .wheelDown, .press(.left), .move]
            let position = Position(
                column: Int.random(in: -2...120, using: &randomness), row: Int.random(in: -2...40, using: &randomness))
            return .input(.mouse(MouseEvent(pick(actions), at: position)))
        case 7:
            return .resized(
                Size(
                    columns: Int.random(in: 0...130, using: &randomness),
                    rows: Int.random(in: 0...45, using: &randomness)))
        case 8: return .tick
        case 9: return .input(.focus(Bool.random(using: &randomness)))
        default: return .room(pick(fixture.state.rooms.map(\.name)), roomEvent(fixture))
        }
    }

    private mutating func roomEvent(_ fixture: Fixture) -> RoomEvent {
        let member = pick([Fixture.mika, Fixture.kai, Fixture.member("漢字👩‍🚀", "m9"), Fixture.member("x", "m8")])
        switch Int.random(in: 0..<12, using: &randomness) {
        case 0: return .joined(member)
        case 1: return .left(member, pick([.left, .lost, .kicked(by: "mika", reason: "x")]))
        case 2: return .link(.reconnecting(attempt: 1, at: fixture.now + .seconds(3), why: "broken"))
        case 3: return .link(.connected(roundTrip: nil))
        case 4: return .link(.connecting)
        case 5: return .topic(Topic(text: pick(Self.words), by: "kai"))
        case 6: return Bool.random(using: &randomness) ? .lagged : .kicked(Kicked(by: "kai", reason: ""))
        default:
            let seq = fixture.state.current.lines.lastSeq + UInt64.random(in: 0...3, using: &randomness)
            return .message(fixture.message(max(seq, 1), pick(Self.words), by: member))
        }
    }

    mutating func answer(to effect: AppEffect, _ fixture: Fixture) -> AppEvent? {
        guard case .call(let room, let request) = effect else {
            if case .open(let room, _) = effect { return .room(room, .link(.connected(roundTrip: nil))) }
            return nil
        }
        if Int.random(in: 0..<8, using: &randomness) == 0 {
            let kind = pick([RequestFailure.Kind.refused, .later(.seconds(1)), .interrupted])
            return .room(room, .answered(request, .failure(RequestFailure(kind: kind, message: "no"))))
        }
        return .room(room, .answered(request, .success(answer(request, room, fixture))))
    }

    private mutating func answer(_ request: RoomRequest, _ room: String, _ fixture: Fixture) -> RoomAnswer {
        switch request {
        case .hello:
            let head = UInt64.random(in: 0...3_000, using: &randomness)
            return .welcome(fixture.welcome(room, with: [Fixture.kai], head: head))
        case .history(let page):
            let first = page.after.map { $0 + 1 } ?? page.before.map { $0 > 100 ? $0 - 100 : 1 } ?? 1
            let count = UInt64.random(in: 0...100, using: &randomness)
            return .messages((first..<first + count).map { fixture.message($0, pick(Self.words)) })
        case .post(let post):
            let seq = fixture.state.current.lines.lastSeq + 1
            return .message(fixture.message(seq, post.text, by: Fixture.mika, id: post.id, kind: post.kind))
        case .connections:
            return .connections(
                ConnectionsReport(connections: [], messages: .max, since: fixture.now, time: fixture.now))
        case .audit: return .acts([])
        case .bans: return .bans([])
        case .search: return .messages([])
        default: return .done
        }
    }
}
