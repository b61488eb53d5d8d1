import ActorClient
import ActorWire
import ArgumentParser
import ParlorGames
import ParlorRooms

struct Watch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Watch a match, or list those that are under way.",
        discussion: "The matches that most people watch come first. Without a terminal they are listed.")

    @Argument(help: "The room. Default: the only one in which a match is under way, or the one that you choose.")
    var room: String?
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: ServerOptions

    func validate() throws {
        if let room { try Naming.validate(room: room) }
    }

    func run() async throws {
        if let room { return try await Screen.open(named: room, options, log: "watch") }
        let lobby = ActorCaller(Lobby(), key: .empty, server: try options.address())
        let rooms = try await explainingFailure { try await lobby.live() }
        guard Screen.isThere, !output.json, !rooms.isEmpty else { return try list(rooms) }
        guard let room = rooms.count == 1 ? rooms.first : try choose(among: rooms) else { return }
        try await Screen.open(named: room.name, options, log: "watch")
    }

    private func list(_ rooms: [RoomSummary]) throws {
        try output.print(rooms, empty: "No match is under way. `parlor play GAME` begins one.", row: row)
    }

    private func row(_ room: RoomSummary) -> [String] {
        let game = room.game
        let title = game.flatMap { GameCatalog.standard[$0.game]?.info.title ?? $0.game } ?? ""
        return [
            room.name, title, game?.players.joined(separator: ", ") ?? "", "\(game?.watchers ?? 0) watch",
            "last move \(Moment.text(room.active))",
        ]
    }

    /// Asks for the number of a room. Nil when the person wants none.
    private func choose(among rooms: [RoomSummary]) throws -> RoomSummary? {
        for line in Table(zip(1..., rooms).map { ["\($0)"] + row($1) }).lines { print(line) }
        while true {
            print("Which one? [1] ", terminator: "")
            guard let line = readLine() else { return nil }
            let number = line.isEmpty ? 1 : Int(line)
            if let number, rooms.indices.contains(number - 1) { return rooms[number - 1] }
            print("Type a number from 1 to \(rooms.count); Ctrl-C ends.")
        }
    }
}
