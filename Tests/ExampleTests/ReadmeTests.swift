import Foundation
import ProgramTesting
import Testing

/// What README.md shows a programmer, and that it does what it says.
struct ReadmeTests {
    private static let root = URL(filePath: #filePath).appending(path: "../../..").standardized

    @Test(arguments: [
        "Sources/Example/Room.swift", "Tests/ExampleTests/ExampleTests.swift", "Sources/Example/Server.swift",
        "Sources/Example/Client.swift",
    ])
    func theReadmeShowsThisFileWordForWord(file: String) throws {
        let readme = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
        let code = try String(contentsOf: Self.root.appending(path: file), encoding: .utf8)
        #expect(readme.contains("```swift\n\(code)```\n"))
    }

    @Test func aServerThatIsKilledComesBackAndPeopleTalkAgain() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let data = folder.appending(path: "data").path

        let server = try Example(["serve", "0", data], in: folder)
        defer { server.kill() }
        let line = try await server.line { $0.hasPrefix("listening on ") }
        let port = try #require(line.split(separator: ":").last.map(String.init))
        let ann = try Example(["talk", "ann", port], in: folder)
        defer { ann.kill() }
        _ = try await ann.line { $0 == "ann: hi" }

        server.kill()
        let next = try Example(["serve", port, data], in: folder)
        defer { next.kill() }
        _ = try await next.line { $0.hasPrefix("listening on ") }
        let bob = try Example(["talk", "bob", port], in: folder)
        defer { bob.kill() }
        _ = try await bob.line { $0 == "bob: hi" }
    }
}

/// The example under way, before a terminal of its own, for which it prints line by line.
private final class Example {
    private let terminal: PseudoTerminal
    private let program: RunningProgram
    private var printed = ""

    init(_ arguments: [String], in folder: URL) throws {
        terminal = try PseudoTerminal(columns: 80, rows: 24)
        program = try RunningProgram(
            BuiltPrograms.path("example"), arguments, folder: folder, terminal: terminal)
    }

    deinit { terminal.close() }

    /// Waits until it has printed such a line.
    func line(where isWanted: (String) -> Bool) async throws -> String {
        var found: String?
        try await eventually("it prints the line") {
            printed += terminal.output()
            found = printed.components(separatedBy: "\r\n").dropLast().first(where: isWanted)
            return found != nil
        }
        return found ?? ""
    }

    func kill() {
        program.send(SIGKILL)
        while program.isRunning {}
    }
}
