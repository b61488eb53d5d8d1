import Foundation
import Logging

/// The program's log: a file, never the screen.
enum Log {
    /// Opens the log of one command; each command has a file of its own in the user's state folder.
    ///
    /// - Parameter level: What is less urgent is left out. Default: info.
    /// - Returns: A logger, and the path of its file.
    static func open(_ command: String, level: Logger.Level = .info) throws -> (logger: Logger, path: String) {
        let path = Folders.state.appending(path: "\(command).log")
        let file: LogFile
        do {
            file = try LogFile(path)
        } catch {
            throw Failure("cannot write the log, \(path.path)")
        }
        var logger = Logger(label: command) { FileLog(label: $0, file: file) }
        logger.logLevel = level
        return (logger, file.path)
    }
}
