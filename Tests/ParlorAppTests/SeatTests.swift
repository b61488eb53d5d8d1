import ParlorGames
import ParlorRooms
import Terminal
import Testing

@testable import ParlorApp

/// Sitting down and getting up, and what the chat tells of it.
struct SeatTests {
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
