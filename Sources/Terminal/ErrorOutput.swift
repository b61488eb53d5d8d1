import Glibc

/// Keeps what is written to standard error off the screen: while this exists it goes to a file.
final class ErrorOutput {
    private let saved: Int32

    /// - Parameter path: The file, which is appended to and made readable by its owner only; nil throws the text away.
    init(redirectedTo path: String?) throws(TerminalError) {
        let file = open(path ?? "/dev/null", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .system("opening \(path ?? "/dev/null")", errno) }
        defer { close(file) }
        saved = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
        guard dup2(file, STDERR_FILENO) >= 0 else { throw .system("redirecting standard error", errno) }
    }

    deinit {
        guard saved >= 0 else { return }
        dup2(saved, STDERR_FILENO)
        close(saved)
    }
}
