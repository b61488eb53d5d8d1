import ArgumentParser
import ParlorApp
import ParlorGames
import ParlorRooms

struct ReplayMatch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Watch a finished match again, from a file.",
        discussion: "`parlor record ROOM MATCH > FILE` makes such a file. Without a terminal the match is printed.")

    @Argument(help: "A record of a match, as JSON, or of chess in PGN; - for standard input.") var file: String
    @Flag(name: .long, help: "Print the last position and the moves.") var print = false
    @Flag(name: .long, help: "Print a match of chess in PGN, for other programs.") var pgn = false

    func run() async throws {
        let record = try MatchFile.read(file)
        do {
            if pgn { return try Output.text(try ChessFile.text(of: record)) }
            guard !print, file != "-", Screen.isThere else {
                return try Output.text(try ReplayText.lines(of: record).map { $0 + "\n" }.joined())
            }
            let (_, logFile) = try Log.open("replay")
            if let signal = try await runReplay(record, errorLog: logFile) { throw ExitCode(128 + signal) }
        } catch let error as Rejection {
            throw Failure("\(file) cannot be replayed: \(error.message)")
        }
    }
}
