import ActorStorage
import ArgumentParser
import Foundation

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Examine the rooms of a host, or a backup, for damage.",
        discussion: """
            Reads everything, also while the host runs, and prints one line for each thing that is not as it should be. \
            Ends with status 0 when all is well, and with 1 otherwise.
            """)

    @Argument(
        help: "The host's data directory, or a backup. Default: parlor in the user's data folder.",
        completion: .file())
    var place: String?

    func run() throws {
        let file = DatabaseFile(DataFolder.path(place))
        let contents: StoreContents
        do {
            contents = try file.examine()
        } catch DatabaseFileError.missing(let path) where place == nil {
            throw Failure("\(path) is not there: no host has kept rooms in this folder. Name the place to examine.")
        } catch {
            throw Failure("\(error)")
        }
        for finding in contents.findings { try Output.line(finding) }
        guard contents.findings.isEmpty else { throw ExitCode.failure }
        try Output.line("\(file.path) is well: \(contents.summary)")
    }
}
