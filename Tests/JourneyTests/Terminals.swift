import Foundation
import Testing

/// Terminals for one journey: a private tmux server, which is the independent judge of what a person would see, and a
/// folder for everything that the programs write. Both go when the journey ends.
final class Terminals: Sendable {
    let folder: URL
    private let socket: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "parlor-\(UUID().uuidString.prefix(8))")
        socket = folder.appending(path: "tmux").path
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        _ = try? tmux(["kill-server"])
        try? FileManager.default.removeItem(at: folder)
    }

    /// Opens a terminal of the given size that runs a shell command line.
    func open(_ name: String, _ command: String, columns: Int = 100, rows: Int = 30) throws -> Terminal {
        try tmux([
            "new-session", "-d", "-s", name, "-x", "\(columns)", "-y", "\(rows)",
            "-e", "XDG_CONFIG_HOME=\(folder.path)/config-\(name)", "-e", "XDG_DATA_HOME=\(folder.path)/data",
            "-e", "XDG_STATE_HOME=\(folder.path)/state-\(name)", "-e", "TZ=UTC", "-e", "LC_ALL=C.UTF-8",
            command,
        ])
        try tmux(["set-option", "-t", name, "remain-on-exit", "on"])
        return Terminal(name: name, terminals: self)
    }

    @discardableResult
    fileprivate func tmux(_ arguments: [String]) throws -> String {
        try run("/usr/bin/env", ["tmux", "-S", socket, "-f", "/dev/null"] + arguments).output
    }
}

/// One terminal, as a person sits before it.
struct Terminal: Sendable {
    let name: String
    let terminals: Terminals

    /// What is on the screen, one line a row.
    func screen() throws -> String { try terminals.tmux(["capture-pane", "-p", "-t", name]) }

    /// Types literal text.
    func type(_ text: String) throws { try terminals.tmux(["send-keys", "-t", name, "-l", "--", text]) }

    /// Presses keys by tmux's names: `Enter`, `M-c`, `F1`, `C-z`.
    func press(_ keys: String...) throws { try terminals.tmux(["send-keys", "-t", name] + keys) }

    /// Types a line and sends it.
    func say(_ text: String) throws {
        try type(text)
        try press("Enter")
    }

    /// Pastes text as a terminal does, in brackets.
    func paste(_ text: String) throws {
        let file = terminals.folder.appending(path: "paste-\(UUID().uuidString)")
        try Data(text.utf8).write(to: file)
        try terminals.tmux(["load-buffer", "-b", name, file.path])
        try terminals.tmux(["paste-buffer", "-p", "-r", "-b", name, "-t", name])
    }

    func resize(columns: Int, rows: Int) throws {
        try terminals.tmux(["resize-window", "-t", name, "-x", "\(columns)", "-y", "\(rows)"])
    }

    /// The process that the terminal started.
    func processID() throws -> Int32? {
        Int32(
            try terminals.tmux(["display-message", "-p", "-t", name, "#{pane_pid}"]).trimmingCharacters(in: .newlines))
    }

    /// Waits until the screen is as the journey expects, and fails with the screen as it is when that takes too long.
    @discardableResult
    func shows(
        _ expected: String, within limit: Duration = .seconds(20), _ location: SourceLocation = #_sourceLocation,
        where isExpected: (String) -> Bool
    ) async throws -> String {
        let deadline = ContinuousClock.now + limit
        var last = ""
        while ContinuousClock.now < deadline {
            last = try screen()
            if isExpected(last) { return last }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("\(name) does not show \(expected):\n\(last)", sourceLocation: location)
        throw NotShown()
    }

    @discardableResult
    func shows(
        _ text: String, within limit: Duration = .seconds(20), _ location: SourceLocation = #_sourceLocation
    ) async throws -> String {
        try await shows("“\(text)”", within: limit, location) { $0.contains(text) }
    }

    struct NotShown: Error {}
}

/// Runs a program to its end.
@discardableResult
func run(
    _ program: String, _ arguments: [String], input: String? = nil, environment: [String: String] = [:]
) throws -> (status: Int32, output: String, errors: String) {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let output = Pipe()
    let errors = Pipe()
    process.standardOutput = output
    process.standardError = errors
    let standardInput = Pipe()
    process.standardInput = input == nil ? FileHandle.nullDevice : standardInput
    try process.run()
    if let input {
        try standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try standardInput.fileHandleForWriting.close()
    }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complaints = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text, complaints)
}
