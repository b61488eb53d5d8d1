import ProgramTesting
import Simulation
import Testing

struct SimulationTests {
    /// So many seeds find every mistake that is made on purpose.
    private static let enough = "60"

    @Test func whatHappensFollowsFromTheSeedAlone() async throws {
        let first = try await Simulations.run("7")
        let second = try await Simulations.run("7")
        #expect(first.lines.count > 50)
        #expect(first.lines == second.lines)
        // Also after others in the same process.
        let sum = try #require(try await Simulations.run("6", "--seeds", "2").lines.last?.trace)
        let before = try #require(try await Simulations.run("6", "--seeds", "1").lines.last?.trace)
        #expect(try #require(first.lines.last?.trace) == sum ^ before)
    }

    @Test func theHostKeepsWhatItPromisesWhateverFails() async throws {
        let outcome = try await Simulations.run("1", "--seeds", "200", "--jobs", "2")
        #expect(outcome.status == 0, "\(outcome.lines.joined(separator: "\n"))")
    }

    @Test(arguments: Mistake.allCases) func everyMistakeIsFoundAndFoundAgain(_ mistake: Mistake) async throws {
        let outcome = try await Simulations.run("1", "--seeds", Self.enough, "--mistake", mistake.rawValue)
        #expect(outcome.status != 0)
        let found = try #require(outcome.lines.first { $0.contains("VIOLATION") })
        let seed = try #require(found.split(separator: " ").dropFirst().first?.dropLast())
        let again = try await Simulations.run(String(seed), "--mistake", mistake.rawValue)
        #expect(again.lines.last == found)
    }
}

extension Substring {
    /// The sum at the end of what the program prints.
    fileprivate var trace: UInt64? {
        split { !$0.isHexDigit }.last.flatMap { UInt64($0, radix: 16) }
    }
}
