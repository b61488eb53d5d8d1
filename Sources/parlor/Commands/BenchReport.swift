import Foundation
import LoadTesting

/// What a bench found, for people and as JSON.
protocol BenchReport: Encodable {
    /// Whether the host lost, doubled or reordered nothing.
    var isPerfect: Bool { get }

    func rows(_ bench: Bench) -> [[String]]
}

extension LoadReport: BenchReport {
    func rows(_ bench: Bench) -> [[String]] {
        let pace = bench.rate.map { "\($0.formatted(.number)) messages/s" } ?? "\(bench.window) messages under way each"
        var rows = [
            ["members", "\(members)", "\(joinsPerSecond.whole) joins/s"],
            ["senders", "\(senders)", "\(pace), \(size) bytes each"],
            ["messages", "\(messages)", "\(messagesPerSecond.whole)/s"],
            ["deliveries", "\(deliveries)", "\(deliveriesPerSecond.whole)/s"],
            ["latency"] + latency.columns,
            Self.flaws([self]),
            ["closed", "\(closed)", "connections that the host ended"],
        ]
        if let host {
            rows.append([
                "host", host.memoryPerConnection.perConnection,
                "\(host.memory >> 20) MiB at the end, \(host.processorPerDelivery.tenths) µs of processor a delivery",
            ])
        }
        return rows
    }

    fileprivate static func flaws(_ reports: [Self]) -> [String] {
        func sum(_ count: (Self) -> Int) -> Int { reports.reduce(0) { $0 + count($1) } }
        return [
            "lost", "\(sum { $0.lost })",
            "\(sum { $0.duplicates }) twice, \(sum { $0.reordered }) late, \(sum { $0.disagreements }) in another order",
        ]
    }
}

extension ConnectionReport: BenchReport {
    /// Nothing was said.
    var isPerfect: Bool { true }

    func rows(_ bench: Bench) -> [[String]] {
        var rows = [["connections", "\(connections)", "\(connectionsPerSecond.whole) connects/s"]]
        if let memoryPerConnection { rows.append(["host", memoryPerConnection.perConnection, "while all are idle"]) }
        return rows
    }
}

extension NeighbourReport: BenchReport {
    func rows(_ bench: Bench) -> [[String]] {
        [
            ["quiet", "\(alone.members) people", "\(alone.messagesPerSecond.whole) messages/s of all their rooms"],
            ["alone"] + alone.latency.columns,
            ["beside"] + beside.latency.columns,
            ["ratio", "p50 \(p50Ratio.tenths)", "p99 \(p99Ratio.tenths) times as long beside the flood"],
            ["flood", "\(flood.members) people", "\(flood.deliveriesPerSecond.whole) deliveries/s"],
            ["latency"] + flood.latency.columns,
            LoadReport.flaws([alone, beside, flood]),
        ]
    }
}

extension LoadReport.Latency {
    fileprivate var columns: [String] {
        [
            "p50 \(p50.milliseconds)",
            "p90 \(p90.milliseconds), p99 \(p99.milliseconds), p99.9 \(p999.milliseconds), max \(max.milliseconds)",
        ]
    }
}

extension Double {
    fileprivate var whole: String { formatted(.number.precision(.fractionLength(0)).grouping(.never)) }
    fileprivate var tenths: String { formatted(.number.precision(.fractionLength(1)).grouping(.never)) }
    fileprivate var milliseconds: String { "\(tenths) ms" }
    fileprivate var perConnection: String { "\((self / 1_024).tenths) KiB/connection" }
}
