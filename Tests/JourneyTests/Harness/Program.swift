import Foundation

/// The real binary, which the build puts beside the test bundle.
enum Program {
    static let path = folder.appending(path: "parlor").path

    static let folder: URL = {
        let bundle = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
        return bundle?.deletingLastPathComponent()
            ?? URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    }()
}

/// What a program that has ended left behind.
struct Outcome: Sendable {
    let status: Int32
    let output: String
    let errors: String
}

/// A program under way. What it prints goes to files, so that it never waits for a reader.
final class RunningProgram {
    private let process = Process()
    private let output: URL
    private let errors: URL

    /// - Parameters:
    ///   - input: What the program reads; nil for nothing.
    ///   - folder: Where what it prints is kept.
    init(
        _ program: String, _ arguments: [String], input: String? = nil, environment: [String: String] = [:],
        folder: URL
    ) throws {
        let name = UUID().uuidString
        output = folder.appending(path: "\(name).out")
        errors = folder.appending(path: "\(name).err")
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.currentDirectoryURL = folder
        process.standardOutput = try Self.file(output)
        process.standardError = try Self.file(errors)
        process.standardInput =
            try input.map { text in
                let file = folder.appending(path: "\(name).in")
                try Data(text.utf8).write(to: file)
                return try FileHandle(forReadingFrom: file)
            } ?? FileHandle.nullDevice
        try process.run()
    }

    private static func file(_ url: URL) throws -> FileHandle {
        try Data().write(to: url)
        return try FileHandle(forWritingTo: url)
    }

    var isRunning: Bool { process.isRunning }

    /// What it has printed so far.
    var printed: String { (try? String(decoding: Data(contentsOf: output), as: UTF8.self)) ?? "" }
    var complaints: String { (try? String(decoding: Data(contentsOf: errors), as: UTF8.self)) ?? "" }

    func send(_ signal: Int32) { if process.isRunning { kill(process.processIdentifier, signal) } }

    /// Waits for its end, and brings that about when it takes too long.
    @discardableResult
    func end(within limit: Duration = .seconds(20)) async throws -> Outcome {
        do {
            try await eventually("the program ends", within: limit) { !self.process.isRunning }
        } catch {
            send(SIGKILL)
            process.waitUntilExit()
            throw error
        }
        return Outcome(status: process.terminationStatus, output: printed, errors: complaints)
    }
}

/// What was expected did not come about.
struct NotSeen: Error, CustomStringConvertible {
    let description: String
}

/// Waits until something outside of this process is so, and throws when it is not so in time.
func eventually(
    _ expectation: String, within limit: Duration = .seconds(20), every pause: Duration = .milliseconds(20),
    isolation: isolated (any Actor)? = #isolation, _ isSo: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + limit
    while try await !isSo() {
        guard ContinuousClock.now < deadline else { throw NotSeen(description: "not in time: \(expectation)") }
        try await Task.sleep(for: pause)
    }
}
