import Foundation
import ProgramTesting
import Testing

/// The terminals of one journey: a private tmux server, which is the independent judge of what a person would see.
final class Screens: Sendable {
    private let folder: URL
    private let socket: String

    init(folder: URL) {
        self.folder = folder
        socket = folder.appending(path: "tmux").path
    }

    func close() async { _ = try? await tmux(["kill-server"]) }

    /// Opens a terminal of the given size with an interactive shell, which finds `parlor`.
    func open(
        _ name: String, _ environment: [String: String], columns: Int, rows: Int
    ) async throws -> Terminal {
        try FileManager.default.createDirectory(
            at: folder.appending(path: name), withIntermediateDirectories: true)
        let variables = environment.merging(["PS1": "\(name)$ "]) { $1 }
        try await tmux(
            ["new-session", "-d", "-s", name, "-c", folder.path, "-x", "\(columns)", "-y", "\(rows)"]
                + variables.flatMap { ["-e", "\($0)=\($1)"] }
                + ["bash", "--norc", "--noprofile", "-i"])
        let terminal = Terminal(name: name, screens: self, folder: folder)
        try await terminal.shows("\(name)$")
        return terminal
    }

    /// A new session takes its search path from who asks for it, whatever its options say.
    private static let path =
        "\(BuiltPrograms.folder.path):\(ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")"

    @discardableResult
    fileprivate func tmux(_ arguments: [String]) async throws -> String {
        let program = try RunningProgram(
            "tmux", ["-S", socket, "-f", "/dev/null"] + arguments, environment: ["PATH": Self.path], folder: folder)
        let outcome = try await program.end()
        guard outcome.status == 0 else { throw NotSeen(description: "tmux \(arguments): \(outcome.errors)") }
        return outcome.output
    }
}

/// One terminal, as a person sits before it.
struct Terminal: Sendable {
    let name: String
    fileprivate let screens: Screens
    fileprivate let folder: URL

    /// What is on the screen, one line a row.
    func screen() async throws -> String { try await screens.tmux(["capture-pane", "-p", "-t", name]) }

    /// Types literal text.
    func type(_ text: String) async throws { try await screens.tmux(["send-keys", "-t", name, "-l", "--", text]) }

    /// Presses keys by tmux's names: `Enter`, `M-c`, `F1`, `C-z`.
    func press(_ keys: String...) async throws { try await screens.tmux(["send-keys", "-t", name] + keys) }

    /// Types a line and sends it.
    func say(_ text: String) async throws {
        try await type(text)
        try await press("Enter")
    }

    /// Pastes text as a terminal does, in brackets.
    func paste(_ text: String) async throws {
        let file = folder.appending(path: "paste-\(UUID().uuidString)")
        try Data(text.utf8).write(to: file)
        try await screens.tmux(["load-buffer", "-b", name, file.path])
        try await screens.tmux(["paste-buffer", "-p", "-r", "-b", name, "-t", name])
    }

    func resize(columns: Int, rows: Int) async throws {
        try await screens.tmux(["resize-window", "-t", name, "-x", "\(columns)", "-y", "\(rows)"])
    }

    /// Whether a program has the screen for itself, which a shell never has.
    func isTaken() async throws -> Bool {
        try await screens.tmux(["display-message", "-p", "-t", name, "#{alternate_on}"]).hasPrefix("1")
    }

    /// The process of the terminal's shell.
    func shell() async throws -> Int32 {
        let text = try await screens.tmux(["display-message", "-p", "-t", name, "#{pane_pid}"])
        return try #require(Int32(text.trimmingCharacters(in: .newlines)))
    }

    /// The program that runs in the shell.
    func program() async throws -> Int32 {
        let shell = try await shell()
        let children = try String(contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
        return try #require(children.split(separator: " ").last.flatMap { Int32($0) }, "the shell runs nothing")
    }

    /// Waits until the screen is as the journey expects, and fails with the screen as it is when that takes too long.
    @discardableResult
    func shows(
        _ expected: String, within limit: Duration = .seconds(15), where isExpected: (String) -> Bool
    ) async throws -> String {
        var last = ""
        do {
            try await eventually(expected, within: limit, every: .milliseconds(50)) {
                last = try await screen()
                return isExpected(last)
            }
        } catch is NotSeen {
            throw NotSeen(description: "\(name) does not show \(expected):\n\(last.trimmingCharacters(in: .newlines))")
        }
        return last
    }

    @discardableResult
    func shows(_ text: String, within limit: Duration = .seconds(15)) async throws -> String {
        try await shows("“\(text)”", within: limit) { $0.contains(text) }
    }
}
