import ParlorRooms
import Terminal
import Testing

@testable import ParlorApp

/// What tells somebody who looks elsewhere that a match waits.
struct CallTests {
    private let room = GameTable.room

    @Test(arguments: [(100, 30), (60, 20)])
    func `a turn in a room that is not looked at is marked, and told with the way there`(columns: Int, rows: Int) throws
    {
        var table = try GameTable()
        try table.play(4)
        var fixture = try Fixture.atTable(table, columns: columns, rows: rows)
        fixture.enter("/join ops")
        #expect(!fixture.text.contains("turn"))
        try table.play(4)
        fixture.tell(.view(try table.view(for: 0)))
        #expect(fixture.effects.contains(.bell))
        #expect(fixture.text.contains("your turn in #\(room): Alt-1 goes there"))
        #expect(fixture.text.contains(columns == 100 ? "#connect4… turn" : "· #connect4-1 turn"))
        fixture.press(.alt("a"))
        #expect(fixture.state.current.name == room)
        #expect(!fixture.text.contains("#connect4… turn"))
    }

    @Test func `who watches is called by nothing`() throws {
        var fixture = try Fixture.atTable(GameTable([Fixture.kai, GameTable.jo]), seat: nil)
        fixture.enter("/join ops")
        #expect(fixture.state.rooms[0].table?.call == nil)
    }

    @Test func `a new screen tells of a match that still has the person's seat`() {
        var fixture = Fixture.connected()
        func summary(_ name: String, _ phase: TableStatus.Phase, _ players: [String]) -> RoomSummary {
            let game = GameSummary(game: "connect4", phase: phase, players: players, freeSeats: 0, watchers: 0)
            return RoomSummary(name: name, active: fixture.now, created: fixture.now, game: game)
        }
        let rooms = [
            summary("c-1", .playing, ["kai", "mika"]), summary("c-2", .playing, ["kai", "jo"]),
            summary("c-3", .finished, ["mika", "jo"]),
        ]
        fixture.send(.listed(rooms))
        fixture.send(.listed(rooms))
        #expect(fixture.text.split(separator: "goes there").count == 2)
        #expect(fixture.text.contains("mika plays in #c-1: /join c-1 goes there"))
    }
}
