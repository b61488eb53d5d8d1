import ActorWire
import ParlorRooms
import Terminal
import Testing

@testable import ParlorApp

/// What is seen of a match: the board, and what stands above it.
struct TableViewTests {
    private let room = GameTable.room

    @Test func `a match that stands still after the host was down says when it goes on`() throws {
        var table = try GameTable()
        table.status.countdownEnds = Fixture().now + .seconds(3)
        var fixture = try Fixture.atTable(table)
        #expect(fixture.text.contains("Connect Four goes on in 3 s"))
        fixture.wait(.seconds(3))
        fixture.send(.tick)
        #expect(fixture.text.contains("Connect Four your turn"))
    }

    @Test func `what the others ask for stands above the board, with the way to agree`() throws {
        var table = try GameTable()
        try table.play(4)
        table.status.undoVotes = [0]
        #expect(try !Fixture.atTable(table).text.contains("/undo agrees"))
        table.status.undoVotes = [1]
        table.status.seats[1].name = "somebody-at-play"
        let asked = try Fixture.atTable(table, columns: 60, rows: 18)
        #expect(asked.text.contains("Connect Four somebody-at-play wants to undo: /undo agrees"))
        table.status.undoVotes = []
        table.status.seats[1].name = "kai"
        table.status.drawVotes = [1]
        let fixture = try Fixture.atTable(table, columns: 60, rows: 18)
        #expect(fixture.text.contains("Connect Four kai offers a draw: /draw agrees · kai to move"))
    }

    @Test func `what was taken back is told once, with who asked and who agreed`() throws {
        var table = try GameTable()
        var fixture = try Fixture.atTable(table, columns: 160, rows: 40)
        func played(_ seat: Int, _ text: String) -> MatchView.Played { .init(seat: seat, move: .null, text: text) }
        table.status.undone = .init(seats: [1, 0], count: 2, moves: [played(1, "4"), played(0, "3")], revision: 5)
        fixture.tell(.seats(table.status))
        fixture.tell(.seats(table.status))
        let sentence = "taken back: kai's 4, mika's 3; kai asked, mika agreed"
        #expect(fixture.text.split(separator: sentence).count == 2)
        table.status.undone = .init(seats: [0], count: 2, moves: nil, revision: 8)
        fixture.tell(.seats(table.status))
        #expect(fixture.text.contains("taken back: 2 moves; mika asked"))
        table.status.undone = .init(seats: [9], count: .min, moves: [played(9, "1")], revision: 9)
        fixture.tell(.seats(table.status))
        #expect(fixture.text.contains("taken back: somebody's 1; somebody asked"))
    }

    @Test func `who watches a game without turns is told so once, apart from how many others do`() throws {
        var table = try GameTable([Fixture.kai, GameTable.jo])
        var view = try table.view(for: nil)
        view.turn = []
        var fixture = try Fixture.atTable(table, seat: nil)
        fixture.tell(.view(view))
        #expect(fixture.text.contains("Connect Four under way · you watch"))
        table.status.watcherCount = 3
        fixture.tell(.seats(table.status))
        #expect(fixture.text.contains("Connect Four under way · you and 2 more watch"))
    }

    @Test func `a command that is refused at the board is told above it, where the chat has no room`() throws {
        var fixture = try Fixture.atTable(GameTable(), columns: 60, rows: 18)
        fixture.enter("/kcik kai")
        #expect(fixture.text.contains("Connect Four there is no command /kcik; did you mean /kick?"))
        fixture.state.current.editor.clear()
        fixture.press(.left)
        #expect(fixture.text.contains("Connect Four your turn"))
    }

    @Test func `the board of the last match keeps its players while others sit down`() throws {
        var table = try GameTable(phase: .finished)
        try table.play(4)
        var fixture = try Fixture.atTable(table, seat: nil)
        #expect(fixture.text.contains("○ kai"))
        table.status.phase = .gathering
        table.status.seats[1] = TableStatus.Seat(name: "jo", member: GameTable.jo.id)
        fixture.tell(.seats(table.status))
        #expect(fixture.text.contains("○ kai") && fixture.text.contains("2 jo"))
    }

    @Test func `an older view changes nothing`() throws {
        var table = try GameTable()
        let old = try table.view(for: 0)
        try table.play(4)
        var fixture = try Fixture.atTable(table)
        fixture.tell(.view(old))
        #expect(fixture.state.current.table?.match?.revision == 1)
    }

    @Test func `the bell rings when it becomes one's turn and one looks away`() throws {
        var table = try GameTable()
        try table.play(4)
        var fixture = try Fixture.atTable(table)
        fixture.send(.input(.focus(false)))
        try table.play(4)
        fixture.tell(.view(try table.view(for: 0)))
        #expect(fixture.effects == [.bell, .notify("your turn in #\(room)")])
        fixture.tell(.view(try table.view(for: 0)))
        #expect(!fixture.effects.contains(.bell))
    }

    @Test func `a frame that does not follow asks for the whole view, once`() throws {
        var fixture = try Fixture.atTable(GameTable())
        fixture.tell(.frame(MatchFrame(match: "m1", revision: 7, delta: [])))
        #expect(fixture.games == [.view])
        fixture.tell(.frame(MatchFrame(match: "m1", revision: 8, delta: [])))
        #expect(fixture.games.isEmpty)
    }

    @Test func `the clock counts down by itself`() throws {
        var fixture = try Fixture.atTable(GameTable(), deadline: .seconds(60))
        #expect(fixture.text.contains("1:00"))
        let next = try #require(fixture.state.wakesAt)
        #expect(next <= fixture.now + .seconds(1))
        fixture.wait(.seconds(1))
        fixture.send(.tick)
        #expect(fixture.text.contains("0:59"))
    }
}
