import ActorWire
import ArgumentParser
import Foundation
import ParlorApp
import ParlorGames
import ParlorRooms

struct ReplayMatch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Watch a finished match again, from a file.",
        discussion: "`parlor record ROOM MATCH > FILE` makes such a file. Without a terminal the match is printed.")

    @Argument(help: "A record of a match, as JSON; - for standard input.") var file: String
    @Flag(name: .long, help: "Print the last position and the moves.") var print = false

    func run() async throws {
        let record = try MatchFile.read(file)
        do {
            guard !print, file != "-", Screen.isThere else {
                for line in try ReplayText.lines(of: record) { try Output.line(line) }
                return
            }
            let (_, logFile) = try Log.open("replay")
            if let signal = try await runReplay(record, errorLog: logFile) { throw ExitCode(128 + signal) }
        } catch let error as Rejection {
            throw Failure("\(file) cannot be replayed: \(error.message)")
        }
    }
}

/// Records of matches as files.
enum MatchFile {
    /// The largest file that is read: 16 MB.
    static let limit = 16 * 1_024 * 1_024

    /// - Throws: `Failure` that says what is wrong with the file.
    static func read(_ name: String) throws -> MatchRecord {
        let data: Data?
        do {
            let handle = name == "-" ? FileHandle.standardInput : try FileHandle(forReadingFrom: URL(filePath: name))
            data = try handle.read(upToCount: limit + 1)
        } catch {
            throw Failure("\(name) cannot be read: \(error.localizedDescription)")
        }
        guard let data, data.count <= limit else { throw Failure("\(name) is no record of a match") }
        do {
            return try Value(json: data).decode(MatchRecord.self)
        } catch {
            throw Failure("\(name) is no record of a match: \(error)")
        }
    }
}
