public import Foundation
import Glibc

/// What a program that has ended left behind.
public struct Outcome: Sendable {
    /// As a shell has it: of a program that a signal ended, 128 and the signal.
    public let status: Int32
    public let output: String
    public let errors: String
}

/// A program under way. What it prints goes to files, so that it never waits for a reader, or to a terminal.
///
/// Its end is asked of the kernel, which a daemon that it leaves behind, as tmux does, cannot put off.
public final class RunningProgram {
    public let process: pid_t
    private let output: String
    private let errors: String
    private var status: Int32?

    /// - Parameters:
    ///   - input: What the program reads; nil for nothing.
    ///   - environment: What is added to the environment of the tests.
    ///   - folder: Where what it prints is kept.
    ///   - terminal: What it reads from and prints to instead, as its own.
    public init(
        _ program: String, _ arguments: [String], input: String? = nil, environment: [String: String] = [:],
        folder: URL, terminal: PseudoTerminal? = nil
    ) throws {
        let name = folder.appending(path: UUID().uuidString).path
        output = name + ".out"
        errors = name + ".err"
        if let input { try Data(input.utf8).write(to: URL(filePath: name + ".in")) }

        var files = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&files)
        defer { posix_spawn_file_actions_destroy(&files) }
        if let terminal {
            for stream in STDIN_FILENO...STDERR_FILENO {
                posix_spawn_file_actions_addopen(&files, stream, terminal.path, O_RDWR, 0)
            }
        } else {
            let source = input == nil ? "/dev/null" : name + ".in"
            posix_spawn_file_actions_addopen(&files, STDIN_FILENO, source, O_RDONLY, 0)
            posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, output, O_WRONLY | O_CREAT, 0o600)
            posix_spawn_file_actions_addopen(&files, STDERR_FILENO, errors, O_WRONLY | O_CREAT, 0o600)
        }
        // Sockets of tests beside this one would stay open in it, and count as its own.
        for descriptor in STDERR_FILENO + 1..<1_024 { posix_spawn_file_actions_addclose(&files, descriptor) }

        // The threads of the tests hold signals back, which the program must not inherit.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        // The first terminal that a session opens is its own.
        let session = terminal == nil ? 0 : Self.ownSession
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | session))

        let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        var argv = ([program] + arguments).map { strdup($0) } + [nil]
        var envp = variables.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in argv + envp { free(text) } }
        var process = pid_t()
        let result = posix_spawnp(&process, program, &files, &attributes, &argv, &envp)
        guard result == 0 else { throw NotSeen(description: "\(program): \(String(cString: strerror(result)))") }
        self.process = process
    }

    /// `POSIX_SPAWN_SETSID` of glibc, which Swift does not import.
    private static let ownSession: Int32 = 0x80

    public var isRunning: Bool {
        guard status == nil else { return false }
        var report: Int32 = 0
        guard waitpid(process, &report, WNOHANG) == process else { return true }
        // What WIFSIGNALED, WTERMSIG and WEXITSTATUS do, which Swift does not import.
        let signal = report & 0x7F
        status = signal == 0 ? report >> 8 & 0xFF : 128 + signal
        return false
    }

    /// What it has printed so far.
    public var printed: String { Self.text(output) }
    public var complaints: String { Self.text(errors) }

    private static func text(_ file: String) -> String {
        FileManager.default.contents(atPath: file).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    public func send(_ signal: Int32) { if isRunning { kill(process, signal) } }

    /// Waits for its end, and brings that about when it takes too long.
    @discardableResult
    public func end(within limit: Duration = .seconds(15)) async throws -> Outcome {
        do {
            try await eventually("the program ends", within: limit, every: .milliseconds(5)) { !isRunning }
        } catch {
            send(SIGKILL)
            while isRunning {}
            throw error
        }
        return Outcome(status: status ?? 0, output: printed, errors: complaints)
    }
}
