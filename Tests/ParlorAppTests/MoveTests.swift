import ActorWire
import ParlorGames
import ParlorRooms
import Terminal
import Testing

@testable import ParlorApp

/// Moves: what keys, clicks and lines ask for, and how they are answered.
struct MoveTests {
    private let room = GameTable.room

    @Test func `the cursor chooses a column and Enter plays it`() throws {
        var fixture = try Fixture.atTable(GameTable())
        fixture.press(.left)
        fixture.press(.enter)
        #expect(fixture.moves.map(\.move) == [["drop": 2]])
        #expect(fixture.moves.first?.match == "m1")
    }

    @Test func `a typed line is a move while one plays, and a message when one has turned to the chat`() throws {
        var fixture = try Fixture.atTable(GameTable())
        fixture.enter("/move 5")
        #expect(fixture.moves.map(\.move) == [["drop": 4]])
        fixture.press(.tab)
        fixture.enter("good luck")
        #expect(fixture.posts.map(\.text) == ["good luck"])
    }

    @Test func `what is no move is answered with what can be typed, and stays in the line`() throws {
        var fixture = try Fixture.atTable(GameTable())
        fixture.enter("/move 9")
        #expect(fixture.moves.isEmpty)
        #expect(fixture.text.contains("column"))
        #expect(fixture.state.current.editor.text == "/move 9")
    }

    @Test func `a line for the chat that is typed at the board is answered with the way to the chat`() throws {
        var fixture = try Fixture.atTable(GameTable())
        fixture.enter("good luck")
        #expect(fixture.posts.isEmpty)
        #expect(fixture.text.contains("Tab turns to the chat"))
        let told = fixture.state.current.lines.lines.compactMap { line -> String? in
            if case .notice(let notice) = line.content { notice.text } else { nil }
        }
        #expect(told.last?.hasSuffix("; Tab turns to the chat") == true)
        #expect(told.last?.contains("number of a column") == true)
    }

    @Test func `a move out of turn is refused before it is sent`() throws {
        var table = try GameTable()
        try table.play(4)
        var fixture = try Fixture.atTable(table)
        fixture.enter("/move 4")
        #expect(fixture.moves.isEmpty)
        #expect(fixture.text.contains("kai to move"))
    }

    @Test func `who watches writes to the chat, and cannot move`() throws {
        var fixture = try Fixture.atTable(GameTable([Fixture.kai, GameTable.jo]), seat: nil)
        fixture.enter("who wins?")
        #expect(fixture.posts.map(\.text) == ["who wins?"])
        fixture.enter("/move 4")
        #expect(fixture.moves.isEmpty)
        #expect(fixture.text.contains("you have no seat"))
    }

    @Test func `seat does not give a match up`() throws {
        var fixture = try Fixture.atTable(GameTable())
        fixture.enter("/seat")
        #expect(fixture.games.isEmpty)
        #expect(fixture.text.contains("a match runs: /resign gives it up"))
    }

    @Test func `who has a seat is told before a match that none runs`() throws {
        var fixture = try Fixture.atTable(GameTable(phase: .gathering), seat: nil)
        fixture.enter("/move 4")
        #expect(fixture.text.contains("no match runs: one begins when all are /ready"))
        #expect(!fixture.text.contains("you have no seat"))
    }

    @Test func `a move after the end does not hide how the match ended`() throws {
        var table = try GameTable(phase: .finished)
        try table.match.forfeit(1)
        var fixture = try Fixture.atTable(table)
        fixture.enter("/move 4")
        #expect(fixture.text.contains("the match is over"))
        let headline = fixture.screen.first { $0.contains(" Connect Four ") }
        #expect(headline?.contains("mika won: the other gave up") == true)
    }

    @Test func `a click on a column plays it`() throws {
        var fixture = try Fixture.atTable(GameTable())
        let area = try #require(ScreenLayout(fixture.state).board)
        var column = area.origin.column
        while fixture.moves.isEmpty, column < area.columns.upperBound {
            fixture.send(
                .input(.mouse(MouseEvent(.press(.left), at: Position(column: column, row: area.origin.row + 4)))))
            column += 1
        }
        #expect(fixture.moves.map(\.move) == [["drop": 0]])
    }

    @Test func `a refused move is told with its reason`() throws {
        var fixture = try Fixture.atTable(GameTable())
        fixture.enter("/move 4")
        let move = try #require(fixture.moves.first)
        fixture.tell(
            room,
            .answered(.game(.move(move)), .failure(RequestFailure(kind: .refused, message: "that column is full"))))
        #expect(fixture.text.contains("that column is full"))
    }

    private func playing(_ text: String, thenFailing failure: RequestFailure.Kind) throws -> (Fixture, MoveRequest) {
        var fixture = try Fixture.atTable(GameTable())
        fixture.enter(text)
        let move = try #require(fixture.moves.first)
        fixture.tell(room, .answered(.game(.move(move)), .failure(RequestFailure(kind: failure, message: "late"))))
        return (fixture, move)
    }

    @Test func `a move whose answer was lost is sent again as it was, after a pause`() throws {
        var (fixture, move) = try playing("/move 4", thenFailing: .interrupted)
        #expect(fixture.moves.isEmpty)
        #expect(fixture.state.wakesAt == fixture.now + .seconds(1))
        fixture.wait(.seconds(1))
        fixture.send(.tick)
        #expect(fixture.moves == [move])
    }

    @Test func `a move that waits to be sent again is not lost when the line breaks`() throws {
        var (fixture, move) = try playing("/move 4", thenFailing: .interrupted)
        fixture.tell(room, .link(.reconnecting(attempt: 1, at: fixture.now, why: "")))
        fixture.wait(.seconds(1))
        fixture.send(.tick)
        #expect(fixture.moves == [move])
    }
}
