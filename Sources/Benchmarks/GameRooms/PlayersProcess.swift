import Foundation

/// What the players saw.
struct PlayersReport: Codable, Sendable {
    var bytesPerFrame: Double
    /// From a new connection to the first view of the match.
    var comebackMilliseconds: Double
}

/// The players, as a process of their own on the second core.
struct PlayersProcess {
    private let process = Process()
    private let output = Pipe()

    init(rooms: Int, port: Int, seconds: Int) throws {
        let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path
        process.executableURL = URL(filePath: "/usr/bin/taskset")
        process.arguments = [
            "--cpu-list", "1", program, "play", "--rooms", "\(rooms)", "--port", "\(port)", "--seconds", "\(seconds)",
        ]
        process.standardOutput = output
        try process.run()
    }

    /// Waits until all of them play.
    func ready() async throws { _ = try await line() }

    func report() async throws -> PlayersReport {
        try JSONDecoder().decode(PlayersReport.self, from: Data(try await line().utf8))
    }

    private func line() async throws -> String {
        let file = output.fileHandleForReading
        return try await Task.detached {
            var bytes: [UInt8] = []
            while let byte = try file.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") { bytes.append(byte) }
            return String(decoding: bytes, as: UTF8.self)
        }.value
    }
}
