import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import ParlorGames
import Testing

@testable import ParlorRooms

/// What becomes of the matches of a room when it ends.
struct ArchiveTests {
    private let aWhile = Duration.seconds(600)

    /// A room in which a match was played.
    private func makePlayedTable() async throws -> GameTable {
        let room = try await makeTable()
        try await room.begin()[0].resign()
        await room.settle()
        return room
    }

    private func archives(beside room: GameTable) async throws -> [ActorRecord] {
        try await room.store.actors(named: MatchArchive.name, limit: 10)
    }

    private func results(_ player: Player) async throws -> [MatchResult] {
        guard case .results(let results) = try await player.record(nil) else { return [] }
        return results
    }

    @Test func theMatchesOfARoomEndSoonAfterIt() async throws {
        let room = try await makePlayedTable()
        #expect(try await archives(beside: room).count == 1)
        try await room.system.destroy(try #require(try await room.description).id)
        await room.advance(by: aWhile)
        #expect(try await archives(beside: room).isEmpty)
    }

    @Test func aRoomWhoseEndCannotBeSavedKeepsItsMatches() async throws {
        let room = try await makePlayedTable()
        let id = try #require(try await room.description).id
        // Whoever claims an actor fences the instance that runs: nothing that it does is saved any more.
        _ = try await room.store.claim(id)
        await #expect(throws: WireError.self) { try await room.system.destroy(id) }
        for _ in 0..<3 { await room.advance(by: aWhile) }
        #expect(try await results(try await room.enter("ann")).count == 1)
        // And when it can be saved at last, they go with it.
        try await room.system.destroy(id)
        await room.advance(by: aWhile)
        #expect(try await archives(beside: room).isEmpty)
    }

    @Test func aRoomDoesNotShowTheMatchesOfAnotherThatHadItsName() async throws {
        let room = try await makePlayedTable()
        try await room.system.destroy(try #require(try await room.description).id)
        await room.settle()
        _ = try await room.system.getOrCreate(
            name: GameRoom.name, key: room.key, input: try Value(encoding: GameSetup(game: "nim")))
        let ann = try await room.begin()[0]
        #expect(try await results(ann).isEmpty)
        try await ann.resign()
        await room.settle()
        #expect(try await results(ann).count == 1)
        await room.advance(by: aWhile)
        #expect(try await results(ann).count == 1)
    }

    @Test func lookingForMatchesMakesNoArchive() async throws {
        let room = try await makeTable()
        let ann = try await room.enter("ann")
        #expect(try await results(ann).isEmpty)
        #expect(try await code { try await ann.record(.init(id: "none")) } == "no_record")
        #expect(try await archives(beside: room).isEmpty)
    }

    @Test func aRoomOfAnEarlierVersionFindsItsMatchesUnderItsOwnKey() async throws {
        let room = try await makePlayedTable()
        let first = try #require(try await results(try await room.enter("ann")).first)
        try await room.forgetArchive()
        #expect(try await results(try await room.enter("ann")).isEmpty)
        try await room.system.peer(MatchArchive(), room.key).keep(MatchRecord(result: first, record: .null))
        #expect(try await results(try await room.enter("bob")) == [first])
    }
}

extension GameTable {
    /// Begins again as a room that was made when the state had no word of an archive.
    fileprivate func forgetArchive() async throws {
        let id = try #require(try await description).id
        await system.kill()
        let claim = try await store.claim(id)
        let state = try Value(json: try #require(claim.state))
        let fields = try #require(state.object).filter { $0.name != "hasArchive" }
        store.commit([
            Commit(
                id: 1, actor: id, generation: claim.generation, follows: claim.revision,
                state: Value.object(fields).json())
        ]) { _ in }
        try await restart()
    }
}
