import ActorClient
import ActorWire
import ArgumentParser
import ParlorGames
import ParlorRooms

struct Records: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "List the finished matches of a game room, or print the record of one.",
        discussion: "A record is JSON: `parlor record ROOM MATCH > FILE` keeps it, and `parlor replay FILE` shows it.")

    @Argument(help: "The room.") var room: String
    @Argument(help: "The id of a match, or `last`.") var match: String?
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: ServerOptions

    func run() async throws {
        let server = try options.address()
        let lobby = ActorCaller(Lobby(), key: .empty, server: server)
        guard try await explainingFailure({ try await lobby.kind(room) }) != .chat else {
            throw Failure("\(room) is a room to talk in: no games are played there")
        }
        let caller = ActorCaller(
            GameRoom(), key: try ActorKey([room]), server: server,
            parameters: try Person.parameters(options, server: server))
        let results = try await explainingFailure {
            try await caller.record(RecordRequest(limit: match == "last" ? 1 : nil))
        }
        guard case .results(let results) = results else { throw Failure("this host answers otherwise than expected") }
        guard let match else { return try list(results) }
        guard let id = match == "last" ? results.first?.id : match else {
            throw Failure("no match has ended in \(room)")
        }
        let reply = try await explainingFailure { try await caller.record(RecordRequest(id: id)) }
        guard case .record(let record) = reply else { throw Failure("this host answers otherwise than expected") }
        print(String(decoding: try Value(encoding: record).json(), as: UTF8.self))
    }

    private func list(_ results: [MatchResult]) throws {
        try output.print(results, empty: "No match has ended in \(room).") { result in
            let winners = result.outcome.winners.filter(result.players.indices.contains).map { result.players[$0].name }
            let end = result.outcome.isDraw ? "draw" : "won by " + winners.joined(separator: " and ")
            return [
                result.id, Moment.text(result.ended), result.game, result.players.map(\.name).joined(separator: ", "),
                "\(end): \(result.outcome.reason)",
            ]
        }
    }
}
