import CoreMetrics
import PrometheusMetrics
import Testing

/// What Prometheus reads: the text exposition format 0.0.4.
struct ExpositionTests {
    @Test func `A counter is exposed with its help, its type and a name that ends in total`() {
        let registry = MetricRegistry([MetricDescription("closes_total", "Closes.\nBy \\ reason.")])
        Counter(label: "closes", dimensions: [("reason", "left")], factory: registry).increment(by: 3)
        Counter(label: "closes_total", dimensions: [("reason", "kicked")], factory: registry).increment()
        #expect(
            registry.exposition() == """
                # HELP closes_total Closes.\\nBy \\\\ reason.
                # TYPE closes_total counter
                closes_total{reason="kicked"} 1
                closes_total{reason="left"} 3

                """)
    }

    @Test func `Values of labels are escaped, and names are made lawful`() {
        let registry = MetricRegistry()
        let dimensions = [("a-b", "say \"hi\"\\\nforged 1"), ("le", "x"), ("1st", "ä")]
        Meter(label: "1 odd.näme", dimensions: dimensions, factory: registry).set(1.5)
        #expect(
            registry.exposition() == #"""
                # TYPE _1_odd_n_me gauge
                _1_odd_n_me{a_b="say \"hi\"\\\nforged 1",le_="x",_1st="ä"} 1.5

                """#)
    }

    @Test func `A histogram counts each value in all buckets that hold it, and tells sum and count`() {
        let registry = MetricRegistry([MetricDescription("sizes", "Sizes.", bounds: [4, 1])])
        let sizes = Recorder(label: "sizes", dimensions: [("of", "x")], aggregate: true, factory: registry)
        for size in [1, 2, 4, 5, 100] { sizes.record(size) }
        sizes.record(Double.nan)
        #expect(
            registry.exposition() == """
                # HELP sizes Sizes.
                # TYPE sizes histogram
                sizes_bucket{of="x",le="1"} 1
                sizes_bucket{of="x",le="4"} 3
                sizes_bucket{of="x",le="+Inf"} 5
                sizes_sum{of="x"} 112
                sizes_count{of="x"} 5

                """)
    }

    @Test func `A timer counts in seconds`() {
        let registry = MetricRegistry([MetricDescription("commit_seconds", "Time.", bounds: [0.001, 0.01])])
        let time = Timer(label: "commit", factory: registry)
        time.recordNanoseconds(500_000)
        time.recordMilliseconds(5)
        let lines = registry.exposition().split(separator: "\n")
        #expect(lines.contains(#"commit_seconds_bucket{le="0.001"} 1"#))
        #expect(lines.contains(#"commit_seconds_bucket{le="0.01"} 2"#))
        #expect(lines.contains("commit_seconds_sum 0.0055"))
        #expect(registry.total("commit_seconds") == 0.0055)
    }

    @Test func `Two instruments of one name and the same labels are one series`() {
        let registry = MetricRegistry()
        for _ in 0..<2 { Counter(label: "n", dimensions: [("a", "b")], factory: registry).increment() }
        Counter(label: "n", dimensions: [("a", "c")], factory: registry).increment(by: 5)
        #expect(registry.exposition().contains("n_total{a=\"b\"} 2\n"))
        #expect(registry.total("n_total") == 7)
        #expect(registry.value("n_total", [("a", "c")]) == 5)
        #expect(registry.value("n_total", [("a", "d")]) == 0)
    }

    @Test func `A gauge rises, falls, and comes back to zero`() {
        let registry = MetricRegistry()
        let bytes = Meter(label: "bytes", factory: registry)
        bytes.increment(by: 4_096)
        bytes.increment(by: 1)
        bytes.decrement(by: 4_096)
        #expect(registry.total("bytes") == 1)
        bytes.decrement(by: 1)
        #expect(registry.exposition().contains("bytes 0\n"))
    }

    @Test func `Series beyond the limit are counted and have no other effect`() {
        let registry = MetricRegistry(seriesLimit: 2)
        for name in ["a", "b", "c", "d"] {
            Counter(label: "n", dimensions: [("name", name)], factory: registry).increment()
        }
        Counter(label: "n", dimensions: [("name", "a")], factory: registry).increment()
        #expect(registry.total("n_total") == 3)
        #expect(registry.exposition().contains("metrics_refused_series_total 2\n"))
    }

    @Test func `A name keeps the kind that it had first`() {
        let registry = MetricRegistry()
        Meter(label: "depth", factory: registry).set(3)
        Recorder(label: "depth", aggregate: true, factory: registry).record(1_000)
        #expect(registry.total("depth") == 3)
        #expect(!registry.exposition().contains("depth_bucket"))
    }

    @Test func `A series that is destroyed makes room for another`() {
        let registry = MetricRegistry(seriesLimit: 1)
        let first = Counter(label: "first", factory: registry)
        first.increment()
        first.destroy()
        Counter(label: "second", factory: registry).increment()
        #expect(registry.exposition() == "# TYPE second_total counter\nsecond_total 1\n")
    }

    @Test func `Nothing is lost when many threads count at once`() async {
        let registry = MetricRegistry()
        let time = Timer(label: "time", factory: registry)
        let level = Meter(label: "level", factory: registry)
        await withTaskGroup { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<2_000 {
                        time.recordSeconds(1)
                        level.increment(by: 2)
                        level.decrement(by: 1)
                    }
                }
            }
        }
        #expect(registry.total("time_seconds") == 16_000)
        #expect(registry.exposition().contains("time_seconds_count 16000\n"))
        #expect(registry.total("level") == 16_000)
    }
}
