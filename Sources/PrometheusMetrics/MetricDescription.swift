/// What is known of a metric beyond its values.
public struct MetricDescription: Sendable, Hashable {
    /// The name under which it is exposed: `gateway_closes_total`.
    public var name: String
    /// A sentence for the operator.
    public var help: String
    /// The upper bounds of a histogram's buckets, rising; nil for those that fit most.
    public var bounds: [Double]?

    public init(_ name: String, _ help: String, bounds: [Double]? = nil) {
        self.name = name
        self.help = help
        self.bounds = bounds
    }
}

extension MetricDescription {
    /// Of durations in seconds: from 50 µs to 10 s.
    static let durationBounds = [
        0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10,
    ]

    /// Of numbers of things: the powers of two to 1,024.
    static let countBounds: [Double] = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024]
}
