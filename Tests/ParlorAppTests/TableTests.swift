import ActorWire
import ParlorGames
import ParlorRooms
import Terminal
import Testing

@testable import ParlorApp

/// Playing in a room: what keys, clicks and lines ask for, and what is told.
struct TableTests {
    private let room = GameTable.room

    // MARK: Moves

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

    @Test func `a match that stands still after the host was down says when it goes on`() throws {
        var table = try GameTable()
        table.status.countdownEnds = Fixture().now + .seconds(3)
        var fixture = try Fixture.atTable(table)
        #expect(fixture.text.contains("Connect Four goes on in 3 s"))
        fixture.wait(.seconds(3))
        fixture.send(.tick)
        #expect(fixture.text.contains("Connect Four your turn"))
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

    // MARK: Views

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

    // MARK: Sitting down

    @Test func `what /play ordered is done one after the other`() throws {
        var fixture = Fixture.connected()
        fixture.enter("/play connect4 bot=strong")
        let order = GameOrder(setup: GameSetup(game: "connect4"), bots: ["strong"])
        #expect(fixture.effects.contains(.order(order)))
        fixture.send(.ordered(order, .success(room)))
        #expect(fixture.effects.contains(.open(room: room, .game)))
        fixture.connect(room)
        var status = try GameTable([], phase: .gathering).status
        fixture.answer(.game(.table), .game(.table(status)), in: room)
        #expect(fixture.games.contains(.sit))
        status.seats = [TableStatus.Seat(name: "mika", member: Fixture.mika.id)]
        fixture.tell(.seats(status))
        fixture.answer(.game(.sit), .game(.done), in: room)
        #expect(fixture.games == [.addBot(level: "strong")])
        fixture.answer(.game(.addBot(level: "strong")), .game(.done), in: room)
        #expect(fixture.games == [.ready(true)])
    }

    @Test func `a game room that is not listed yet, or private, is entered by its name`() {
        var fixture = Fixture.connected()
        fixture.enter("/join arena")
        #expect(fixture.effects.contains(.open(room: "arena", .chat)))
        fixture.tell("arena", .link(.ended(.refused("arena is a game room: take another name"))))
        fixture.tell("arena", .isOfAnotherKind)
        #expect(fixture.effects == [.open(room: "arena", .game)])
        #expect(!fixture.text.contains("take another name"))
        fixture.connect("arena")
        #expect(fixture.games.contains(.table))
        fixture.tell("arena", .isOfAnotherKind)
        #expect(fixture.effects.isEmpty)
    }

    @Test func `options of the room and of the game are told apart`() {
        var fixture = Fixture.connected()
        fixture.enter("/play tron rounds=3 time=30 private absence=forfeit")
        var setup = GameSetup(game: "tron", options: ["rounds": 3])
        setup.moveTime = 30
        setup.isPrivate = true
        setup.absence = .forfeit
        #expect(fixture.effects.contains(.order(GameOrder(setup: setup))))
    }

    @Test func `an unknown game is answered with the known ones`() {
        var fixture = Fixture.connected()
        fixture.enter("/play ludo")
        #expect(!fixture.text.contains("looking for a table"))
        #expect(fixture.text.contains("connect4"))
    }

    @Test(arguments: ["bot=superb", "bnak=300"])
    func `an order that no table can fulfil is refused before there is one`(word: String) {
        var fixture = Fixture.connected()
        fixture.enter("/play connect4 \(word)")
        #expect(!fixture.effects.contains { if case .order = $0 { true } else { false } })
        #expect(fixture.text.contains("\(word): "))
    }

    @Test func `seat again gets up, and ready says so`() throws {
        var fixture = try Fixture.atTable(GameTable([Fixture.mika], phase: .gathering), seat: nil)
        fixture.enter("/ready")
        #expect(fixture.games == [.ready(true)])
        fixture.enter("/seat")
        #expect(fixture.games == [.stand])
    }

    /// Against a bot one is ready without having said so: saying it must not call the match off.
    @Test func `who is ready stays so by saying it again, and takes it back with off`() throws {
        var fixture = try Fixture.atTable(GameTable(phase: .countdown), seat: nil)
        fixture.enter("/ready")
        #expect(fixture.games.isEmpty)
        #expect(fixture.text.contains("you are ready: /ready off takes it back"))
        fixture.enter("/ready off")
        #expect(fixture.games == [.ready(false)])
    }

    @Test func `the chat tells of a start that is called off, and because of whom`() throws {
        var table = try GameTable(phase: .countdown)
        var fixture = try Fixture.atTable(table, seat: nil)
        table.status.phase = .gathering
        table.status.seats[1].isReady = false
        fixture.tell(.seats(table.status))
        #expect(fixture.text.contains("kai is not ready any more"))
        #expect(fixture.text.contains("the start is called off"))
    }

    @Test func `who has left the match has no seat, and can take one`() throws {
        var table = try GameTable(phase: .finished)
        table.status.seats[0].hasLeft = true
        var fixture = try Fixture.atTable(table, seat: nil)
        #expect(!fixture.text.contains("/rematch"))
        fixture.enter("/seat")
        #expect(fixture.games == [.sit])
        fixture.enter("/ready")
        #expect(fixture.games.isEmpty)
        #expect(fixture.text.contains("you have no seat"))
    }

    @Test func `who gets up in a match is told of once, and as who got up`() throws {
        var table = try GameTable()
        var fixture = try Fixture.atTable(table)
        table.status.seats[1].isConnected = false
        table.status.seats[1].hasLeft = true
        fixture.tell(.seats(table.status))
        #expect(fixture.text.contains("kai got up"))
        #expect(!fixture.text.contains("lost the connection"))
        table.status.seats.remove(at: 1)
        fixture.tell(.seats(table.status))
        #expect(fixture.text.split(separator: "kai got up", omittingEmptySubsequences: false).count == 2)
    }

    @Test func `who sits down again after leaving is told of`() throws {
        var table = try GameTable(phase: .finished)
        table.status.seats[1].hasLeft = true
        var fixture = try Fixture.atTable(table)
        table.status.seats[1].hasLeft = nil
        fixture.tell(.seats(table.status))
        #expect(fixture.text.contains("kai took a seat"))
    }

    @Test func `the chat tells of a line that breaks, the bot that plays on, and the return`() throws {
        var table = try GameTable()
        var fixture = try Fixture.atTable(table)
        table.status.seats[1].isConnected = false
        fixture.tell(.seats(table.status))
        #expect(fixture.text.contains("kai lost the connection"))
        table.status.seats[1].bot = "easy"
        fixture.tell(.seats(table.status))
        #expect(fixture.text.contains("a bot plays for kai"))
        table.status.seats[1].bot = nil
        table.status.seats[1].isConnected = true
        fixture.tell(.seats(table.status))
        #expect(fixture.text.contains("kai is back at the table"))
    }

    @Test func `who comes after the end is told who won`() throws {
        var table = try GameTable(phase: .finished)
        try table.match.forfeit(1)
        let fixture = try Fixture.atTable(table, seat: nil)
        #expect(fixture.text.contains("mika won: the other gave up"))
    }

    @Test func `who is ready and away is among those who are waited for`() throws {
        var table = try GameTable(phase: .countdown)
        table.status.phase = .gathering
        table.status.seats[1].isConnected = false
        #expect(try Fixture.atTable(table, seat: nil).text.contains("waiting for kai"))
    }

    @Test func `the chat tells who sits down and how it ends`() throws {
        var table = try GameTable([Fixture.mika], phase: .gathering)
        var fixture = try Fixture.atTable(table, seat: nil)
        table.status.seats.append(TableStatus.Seat(name: "kai", member: Fixture.kai.id))
        fixture.tell(.seats(table.status))
        #expect(fixture.text.contains("kai took a seat"))
        let result = MatchResult(
            id: "m1", game: "connect4",
            players: [
                .init(name: "mika", ratingBefore: 1_200, ratingAfter: 1_216),
                .init(name: "kai", ratingBefore: 1_200, ratingAfter: 1_184),
            ], outcome: .win(by: 0, of: 2, "four in a row"), seed: "7", seedHash: "", revision: 9,
            started: fixture.now, ended: fixture.now)
        fixture.tell(.finished(result))
        #expect(fixture.text.contains("mika won: four in a row · mika 1216 (+16), kai"))
        table.status.phase = .finished
        fixture.tell(.seats(table.status))
        fixture.send(.resized(Size(columns: 90, rows: 30)))
        #expect(fixture.text.contains("mika won: four in a row · /rematch, /replay · mika"))
        #expect(fixture.screen.contains { $0.contains("/rematch") && $0.hasSuffix("…") })
    }
}
