import Foundation
import ProgramTesting

/// The program that simulates, in a process of its own, since it takes the order of all tasks into its hands.
enum Simulations {
    static func run(_ arguments: String...) async throws -> Outcome {
        let folder = FileManager.default.temporaryDirectory.appending(path: "simulate-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let program = try RunningProgram(BuiltPrograms.path("simulate"), arguments, folder: folder)
        return try await program.end(within: .seconds(240))
    }
}

extension Outcome {
    var lines: [Substring] { output.split(separator: "\n") }
}
