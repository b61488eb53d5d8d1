import ActorStorage
import ActorWire
import ArgumentParser
import Foundation

struct Restore: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring rooms back from a backup.",
        discussion: """
            The backup is checked first. Rooms that are there are replaced only with --force, and are kept beside the new \
            ones then. No host may run on the folder.
            """)

    @Argument(help: "A file that `parlor backup` made.", completion: .file()) var file: String
    @Option(name: .long, help: DataFolder.help) var data: String?
    @Flag(help: "Replace the rooms that are there, and keep them beside the new ones.") var force = false

    func run() throws {
        let now = Timestamp(milliseconds: Int64(Date.now.timeIntervalSince1970 * 1_000))
        let backup = DatabaseFile(file)
        do {
            let directory = try DataDirectory(path: DataFolder.path(data), program: "parlor restore", at: now)
            defer { directory.release() }
            let (contents, replaced) = try backup.restore(to: directory, replacing: force, at: now)
            try Output.line("\(directory.path): \(contents.summary)")
            if let replaced { try Output.line("What was there is kept as \(replaced)") }
        } catch DatabaseFileError.exists(let path) {
            throw Failure("\(path) is there already; --force replaces it, and keeps it beside the new one.")
        } catch let error as DataDirectoryError {
            guard case .inUse = error else { throw Failure("\(error); --data DIR names another.") }
            throw Failure("\(error)\nEnd it first, or name another folder with --data DIR.")
        } catch let error as DatabaseFileError {
            throw Failure("\(error)")
        }
    }
}
