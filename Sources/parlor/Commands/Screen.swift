import ArgumentParser
import Glibc
import ParlorApp

/// What the commands with a screen need.
enum Screen {
    /// Whether there is a terminal to show it on.
    static var isThere: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

    /// - Throws: `Failure` where there is no terminal.
    static func require(instead: String) throws {
        guard isThere else {
            throw Failure("this needs a terminal. \(instead)")
        }
    }

    /// Chats until the person leaves, and says then what was not sent.
    ///
    /// - Throws: `ExitCode` when a signal ended it, by the shells' convention for that.
    static func chat(_ configuration: ChatConfiguration) async throws {
        let exit = try await runChat(configuration)
        if let farewell = exit.farewell { print(farewell) }
        if let signal = exit.signal { throw ExitCode(128 + signal) }
    }
}
