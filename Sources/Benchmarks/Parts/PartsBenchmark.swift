import ArgumentParser

/// What the parts of the hot path cost, each beside the plainest way to do the same, in one run.
///
/// The ratios hold from machine to machine, the figures do not.
@main
struct PartsBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-parts", abstract: "Measure the parts of the hot path, each against a naive one.")

    @Argument(help: "Parts to measure: \(Part.allCases.map(\.rawValue).joined(separator: ", ")). Default: all.")
    var parts: [Part] = Part.allCases

    enum Part: String, CaseIterable, ExpressibleByArgument {
        case mailbox, codec, commit, fanout, render

        var measure: () async throws -> [Comparison] {
            switch self {
            case .mailbox: measureMailbox
            case .codec: measureCodec
            case .commit: measureCommit
            case .fanout: measureFanOut
            case .render: measureRender
            }
        }
    }

    func run() async throws {
        for part in parts {
            for comparison in try await part.measure() { print(comparison) }
        }
    }
}
