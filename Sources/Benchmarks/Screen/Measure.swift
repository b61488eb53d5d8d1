import ArgumentParser
import Foundation
import Glibc
import ProgramTesting

/// Starts a host, sits down before its screen, and tells what it was like.
struct Measure: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Measure the screen.")

    @Option(help: "Seconds of each measurement.") var seconds = 10
    @Option(help: "Messages a second that arrive.") var rate = 200

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bench-screen-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let host = try RunningProgram(
            BuiltPrograms.path("parlor"),
            ["serve", "--unlimited", "--listen", "127.0.0.1:0", "--data", folder.path + "/rooms"], folder: folder)
        let result: Result<Void, any Error>
        do {
            result = .success(try await measure(host, folder))
        } catch {
            result = .failure(error)
        }
        host.send(SIGTERM)
        try await host.end()
        try result.get()
    }

    private func measure(_ host: RunningProgram, _ folder: URL) async throws {
        try await eventually("the host says where it is") { host.printed.contains("--server") || !host.isRunning }
        guard let server = host.printed.firstMatch(of: /--server (http:\/\/\S+)/)?.output.1 else {
            throw NotSeen(description: "no host: \(host.complaints)")
        }
        let bench = ScreenBench(server: String(server), folder: folder, seconds: seconds, rate: rate)
        try await bench.run { print($0) }
    }
}
