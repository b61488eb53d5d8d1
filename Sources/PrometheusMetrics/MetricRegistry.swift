public import CoreMetrics
import Synchronization

/// Keeps what a program counts and measures, for Prometheus to read (text exposition format 0.0.4).
///
/// Counters get names that end in `_total` and timers, which count in seconds, in `_seconds`. Timers, and recorders that
/// aggregate, are histograms. Two instruments of one name and the same labels are one series.
public final class MetricRegistry: MetricsFactory {
    /// The media type of `exposition()`.
    public static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    private enum Kind: String {
        case counter, gauge, histogram
    }

    private struct Family {
        let kind: Kind
        var series: [Labels: any Instrument] = [:]
    }

    private struct Contents {
        var families: [String: Family] = [:]
        var count = 0
    }

    private let descriptions: [String: MetricDescription]
    private let seriesLimit: Int
    private let contents = Mutex(Contents())
    private let refused = CounterInstrument()

    /// - Parameters:
    ///   - descriptions: Of the metrics that are to be exposed with a sentence, or with buckets of their own.
    ///   - seriesLimit: So many series at most are kept, so that a label with ever new values cannot fill the memory.
    ///     What is beyond them is counted in `metrics_refused_series_total` and otherwise ignored. Default 1,000.
    public init(_ descriptions: [MetricDescription] = [], seriesLimit: Int = 1_000) {
        self.descriptions = Dictionary(descriptions.map { ($0.name, $0) }) { $1 }
        self.seriesLimit = seriesLimit
    }

    /// All series as text, in the order of their names.
    public func exposition() -> String {
        var families = contents.withLock { $0.families }
        if refused.total > 0 {
            families["metrics_refused_series_total"] = Family(kind: .counter, series: [Labels(): refused])
        }
        var text = ""
        for (name, family) in families.sorted(by: { $0.key < $1.key }) where !family.series.isEmpty {
            if let help = descriptions[name]?.help { text += "# HELP \(name) \(help.escapedHelp)\n" }
            text += "# TYPE \(name) \(family.kind.rawValue)\n"
            for (labels, instrument) in family.series.sorted(by: { $0.key < $1.key }) {
                instrument.write(name, labels, to: &text)
            }
        }
        return text
    }

    /// The sum of all series of a metric, of a histogram the sum of what was recorded; 0 when there is none.
    ///
    /// - Parameter name: As it is exposed.
    public func total(_ name: String) -> Double {
        contents.withLock { contents in
            contents.families[name]?.series.values.reduce(0) { $0 + $1.total } ?? 0
        }
    }

    /// The value of one series; 0 when there is none.
    ///
    /// - Parameters:
    ///   - name: As it is exposed.
    ///   - dimensions: All its labels, in the order in which it was made.
    public func value(_ name: String, _ dimensions: [(String, String)]) -> Double {
        contents.withLock { $0.families[name]?.series[Labels(dimensions)]?.total ?? 0 }
    }

    // MARK: Series

    /// The series, made if it is missing; nil when it has no place, or when the name is of another kind.
    private func find<Found: Instrument>(
        _ name: String, _ kind: Kind, _ dimensions: [(String, String)], make: () -> Found
    ) -> Found? {
        let labels = Labels(dimensions)
        let found = contents.withLock { contents -> Found? in
            let family = contents.families[name] ?? Family(kind: kind)
            guard family.kind == kind else { return nil }
            if let present = family.series[labels] { return present as? Found }
            guard contents.count < seriesLimit else { return nil }
            contents.count += 1
            let new = make()
            contents.families[name, default: family].series[labels] = new
            return new
        }
        if found == nil { refused.increment(by: 1) }
        return found
    }

    private func remove(_ handler: AnyObject) {
        contents.withLock { contents in
            for (name, family) in contents.families {
                for (labels, instrument) in family.series where instrument === handler {
                    contents.families[name]?.series[labels] = nil
                    contents.count -= 1
                }
            }
        }
    }

    private func makeHistogram(
        _ name: String, _ dimensions: [(String, String)], bounds: [Double]
    ) -> HistogramInstrument? {
        find(name, .histogram, dimensions) { HistogramInstrument(bounds: descriptions[name]?.bounds ?? bounds) }
    }

    // MARK: Made for swift-metrics

    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        let name = label.metricName().ending(with: "_total")
        return find(name, .counter, dimensions) { CounterInstrument() } ?? NOOPMetricsHandler.instance
    }

    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        find(label.metricName(), .gauge, dimensions) { GaugeInstrument() } ?? NOOPMetricsHandler.instance
    }

    public func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        let name = label.metricName()
        let made: (any RecorderHandler)? =
            aggregate
            ? makeHistogram(name, dimensions, bounds: MetricDescription.countBounds)
            : find(name, .gauge, dimensions) { GaugeInstrument() }
        return made ?? NOOPMetricsHandler.instance
    }

    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        let name = label.metricName().ending(with: "_seconds")
        return makeHistogram(name, dimensions, bounds: MetricDescription.durationBounds) ?? NOOPMetricsHandler.instance
    }

    public func destroyCounter(_ handler: any CounterHandler) { remove(handler) }
    public func destroyMeter(_ handler: any MeterHandler) { remove(handler) }
    public func destroyRecorder(_ handler: any RecorderHandler) { remove(handler) }
    public func destroyTimer(_ handler: any TimerHandler) { remove(handler) }
}

extension String {
    fileprivate var escapedHelp: String {
        replacing("\\", with: #"\\"#).replacing("\n", with: #"\n"#)
    }
}
