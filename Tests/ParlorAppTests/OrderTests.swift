import ActorWire
import ParlorRooms
import Testing

@testable import ParlorApp

/// Orders of a table, and how they are fulfilled.
struct OrderTests {
    private let room = GameTable.room

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
}
