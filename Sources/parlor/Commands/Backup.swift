import ActorStorage
import ArgumentParser
import Foundation

struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy all rooms into one file, also while the host runs.",
        discussion: """
            The file holds what was acknowledged up to this moment: rooms, messages, audit logs, matches and ratings. It \
            is checked before it gets its name, and only you can read it. The host's secret is not in it: whoever has \
            that owns every room. `parlor restore FILE` brings the rooms back.
            """)

    @Argument(help: "The file to make.", completion: .file()) var file: String
    @Option(name: .long, help: DataFolder.help) var data: String?
    @Flag(help: "Replace the file if it is there.") var force = false

    func run() throws {
        let contents: StoreContents
        do {
            contents = try DatabaseFile(file).backUp(DataFolder.path(data), replacing: force)
        } catch DatabaseFileError.exists(let path) {
            throw Failure("\(path) is there already; --force replaces it.")
        } catch DatabaseFileError.missing(let path) {
            throw Failure("\(path) is not there: no host has kept rooms in this folder. --data DIR names another.")
        } catch {
            throw Failure("\(error)")
        }
        try Output.line("\(file): \(contents.summary)")
    }
}

/// The folder of a host that need not run.
enum DataFolder {
    static let help = ArgumentHelp(
        "Where the host keeps its rooms. Default: parlor in the user's data folder.", valueName: "DIR")

    static func path(_ data: String?) -> String { (data.map { URL(filePath: $0) } ?? Folders.data).path }
}

extension StoreContents {
    /// `5 rooms and other actors, 1204 entries`
    var summary: String { "\(actors) rooms and other actors, \(entries) entries" }
}
