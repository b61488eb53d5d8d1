import Glibc

/// What the commands with a screen need.
enum Screen {
    /// - Throws: `Failure` where there is no terminal.
    static func require(instead: String) throws {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
            throw Failure("this needs a terminal. \(instead)")
        }
    }
}
