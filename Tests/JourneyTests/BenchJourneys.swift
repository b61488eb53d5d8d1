import Foundation
import ProgramTesting
import Testing

extension Journeys {
    /// How an operator measures a host.
    @Suite struct Bench {
        private struct Report: Decodable {
            struct Latency: Decodable { var p50, p99, max: Double }
            struct HostUsage: Decodable { var memory: Int }
            var members, messages, deliveries, lost, duplicates, reordered, disagreements, closed: Int
            var latency: Latency
            var isPerfect: Bool
            var host: HostUsage?
        }

        private struct Connections: Decodable {
            var connections: Int
            var connectionsPerSecond: Double
            var memoryPerConnection: Double
        }

        private struct Neighbours: Decodable {
            var alone, beside, flood: Report
            var p50Ratio, p99Ratio: Double
            var isPerfect: Bool
        }

        private func report<Found: Decodable>(_ outcome: Outcome, as type: Found.Type = Report.self) throws -> Found {
            try JSONDecoder().decode(Found.self, from: Data(outcome.output.utf8))
        }

        @Test func `Every member of a bench gets every message, and the host's process is seen`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve("bench", options: ["--unlimited"])
                let outcome = try await journey.parlor(
                    ["bench", "--data", journey.data, "--members", "80", "--senders", "80", "--window", "1"]
                        + ["--seconds", "1", "--json"])
                #expect(outcome.status == 0, "\(outcome.errors)")
                let report = try report(outcome)
                #expect(report.isPerfect)
                #expect(report.members == 80)
                #expect(report.messages >= 80)
                #expect(report.deliveries == report.messages * 80)
                #expect(report.lost + report.duplicates + report.reordered + report.disagreements + report.closed == 0)
                #expect(report.latency.p50 <= report.latency.p99 && report.latency.p99 <= report.latency.max)
                #expect(try #require(report.host).memory > 1 << 20)
                let page = try await journey.parlor("rooms", "--server", host.url)
                #expect(page.output.contains("bench"))
            }
        }

        @Test func `With a rate as many messages come as were asked for`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve("bench", options: ["--unlimited"])
                let outcome = try await journey.parlor(
                    ["bench", "--server", host.url, "--members", "5", "--senders", "2", "--rate", "50"]
                        + ["--seconds", "2", "--json"])
                let report = try report(outcome)
                #expect(report.isPerfect)
                #expect((90...130).contains(report.messages), "\(report.messages)")
                #expect(report.host == nil)
            }
        }

        @Test func `What a host needs once is not counted for its connections`() async throws {
            try await Journey.take { journey in
                _ = try await journey.serve("bench", options: ["--unlimited", "--echo", "/echo"])
                let outcome = try await journey.parlor(
                    "bench", "--data", journey.data, "--members", "100", "--echo", "/echo", "--json")
                #expect(outcome.status == 0, "\(outcome.errors)")
                let report = try report(outcome, as: Connections.self)
                #expect(report.connections == 100 && report.connectionsPerSecond > 0)
                // With that it would be more than 10,000.
                #expect((1_000...7_000).contains(report.memoryPerConnection), "\(report.memoryPerConnection)")
            }
        }

        @Test func `A path where nothing comes back is no echo`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve("bench", options: ["--unlimited", "--echo", "/echo"])
                let outcome = try await journey.parlor(
                    "bench", "--server", host.url, "--members", "10", "--echo", "/elsewhere")
                #expect(outcome.status != 0)
                #expect(outcome.errors.contains("0 of 10 came in"), "\(outcome.errors)")
                #expect(outcome.errors.contains("parlor serve bench --unlimited --echo /elsewhere"))
            }
        }

        @Test func `What quiet rooms feel of a flood is told beside what they feel without it`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve("bench", options: ["--unlimited"])
                let outcome = try await journey.parlor(
                    ["bench", "--server", host.url, "--quiet-rooms", "20", "--members", "50", "--window", "2"]
                        + ["--seconds", "2", "--json"])
                #expect(outcome.status == 0, "\(outcome.errors)")
                let report = try report(outcome, as: Neighbours.self)
                #expect(report.isPerfect)
                for quiet in [report.alone, report.beside] {
                    #expect(quiet.members == 200)
                    #expect((30...50).contains(quiet.messages), "\(quiet.messages)")
                    #expect(quiet.deliveries == quiet.messages * 10)
                }
                #expect(report.flood.members == 50 && report.flood.deliveries == report.flood.messages * 50)
                #expect(report.p50Ratio > 0 && report.p99Ratio > 0)
                let page = try await journey.parlor("rooms", "--server", host.url)
                #expect(page.output.contains("bench-quiet-1 ") && page.output.contains("bench-quiet-20"))
            }
        }

        @Test func `A screen is measured from its start to its messages`() async throws {
            try await Journey.take { journey in
                let outcome = try await RunningProgram(
                    BuiltPrograms.path("bench-screen"), ["--seconds", "1", "--rate", "50"], folder: journey.folder
                ).end(within: .seconds(50))
                #expect(outcome.status == 0, "\(outcome.errors)")
                let findings = outcome.output.split(separator: "\n")
                for name in ["start to", "a key quiet", "a key at 50 messages", "a message", "idle"] {
                    #expect(findings.contains { $0.hasPrefix(name) }, "\(outcome.output)")
                }
            }
        }

        @Test func `A host with limits stops a bench with a sentence that says what to do`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve()
                let crowd = try await journey.parlor(
                    "bench", "--server", host.url, "--members", "100", "--seconds", "1")
                #expect(crowd.status != 0)
                #expect(crowd.errors.contains("of 100 came in"))
                #expect(crowd.errors.contains("parlor serve bench --unlimited"))
                let flood = try await journey.parlor("bench", "--server", host.url, "--members", "5", "--seconds", "1")
                #expect(flood.status != 0)
                #expect(flood.errors.contains("so many messages from one person"))
                #expect(flood.errors.contains("--unlimited"))
            }
        }

        @Test func `Where no host is a bench says so at once`() async throws {
            try await Journey.take { journey in
                let outcome = try await journey.parlor("bench", "--server", "http://127.0.0.1:\(journey.port)")
                #expect(outcome.status != 0)
                #expect(outcome.errors.contains("no connection to the host: Connection refused\n"))
                #expect(outcome.errors.contains("parlor serve bench --unlimited"))
            }
        }
    }
}
