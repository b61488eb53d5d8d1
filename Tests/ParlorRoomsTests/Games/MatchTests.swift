import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import ParlorGames
import Testing

@testable import ParlorRooms

struct MatchTests {
    @Test func twoPlayersPlayToTheEnd() async throws {
        let room = try await makeTable()
        let players = try await room.begin()
        let finished = players[0].finished
        #expect(try await players[0].phase == .playing)
        for (index, take) in [3, 3, 3, 1].enumerated() {
            let receipt = try await players[index % 2].play("\(take)")
            #expect(receipt.ok && receipt.revision == index + 1)
        }
        let result = try #require(try await finished.next())
        #expect(result.outcome.winners == [1])
        #expect(result.players.map(\.name) == ["ann", "bob"])
        #expect(try await players[1].phase == .finished)
        #expect(try await players[1].view()?.outcome?.places == [2, 1])
    }

    @Test func everyMoveIsToldToAllWithTheTextOfIt() async throws {
        let room = try await makeTable()
        let watcher = try await room.enter("cyd")
        let views = watcher.viewChanged
        let players = try await room.begin()
        #expect(try #require(try await views.next()).revision == 0)
        try await players[0].move(MoveRequest(id: "a", move: ["take": 2]))
        let view = try #require(try await views.next())
        #expect(view.revision == 1 && view.seat == nil && view.turn == [1])
        #expect(view.last == .init(seat: 0, move: ["take": 2], text: "2"))
        #expect(try view.view.decode(Nim.View.self).heap == 8)
        #expect(try await players[1].view()?.seat == 1)
    }
}
