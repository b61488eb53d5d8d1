import Foundation

/// The program that simulates, which the build puts beside the test bundle. It runs in a process of its own, since it
/// takes the order of all tasks into its hands.
enum Simulations {
    struct Outcome: Sendable {
        let status: Int32
        let lines: [String]
    }

    static func run(_ arguments: String...) async throws -> Outcome {
        let output = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try Data().write(to: output)
        defer { try? FileManager.default.removeItem(at: output) }
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.standardOutput = try FileHandle(forWritingTo: output)
        let status = try await withCheckedThrowingContinuation {
            (continuation: CheckedContinuation<Int32, any Error>) in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
        let text = String(decoding: try Data(contentsOf: output), as: UTF8.self)
        return Outcome(status: status, lines: text.split(separator: "\n").map(String.init))
    }

    private static let program: URL = {
        let bundle = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
        let program = bundle ?? URL(filePath: CommandLine.arguments[0])
        return program.absoluteURL.deletingLastPathComponent().appending(path: "simulate")
    }()
}
