import ActorDefinition
import CoreMetrics

/// What is counted of a gateway's connections: at their beginning and end, and where a client does not keep up. A
/// delivery that the kernel takes at once touches nothing of it.
struct GatewayMetrics: Sendable {
    private let open: Meter
    private let opened: Counter
    private let queued: Meter
    private let cutOff: Counter
    private let dropped: Counter
    private let left: Counter
    private let disconnected: Counter
    private let lost: Counter
    private let violation: Counter
    private let shutdown: Counter

    init(factory: any MetricsFactory) {
        func closes(_ reason: String) -> Counter {
            Counter(label: "gateway_closes_total", dimensions: [("reason", reason)], factory: factory)
        }
        open = Meter(label: "gateway_connections", factory: factory)
        opened = Counter(label: "gateway_connections_opened_total", factory: factory)
        queued = Meter(label: "gateway_queued_bytes", factory: factory)
        cutOff = Counter(label: "gateway_slow_clients_cut_off_total", factory: factory)
        dropped = Counter(label: "gateway_dropped_frames_total", factory: factory)
        left = closes("left")
        disconnected = closes("disconnected")
        lost = closes("lost")
        violation = closes("violation")
        shutdown = closes("shutdown")
    }

    func countOpen() {
        open.increment()
        opened.increment()
    }

    func countClose(_ reason: DisconnectReason) {
        open.decrement()
        switch reason {
        case .left: left.increment()
        case .disconnected: disconnected.increment()
        case .lost: lost.increment()
        case .violation: violation.increment()
        case .shutdown: shutdown.increment()
        }
    }

    /// So many bytes began to wait for a client to read.
    func queue(_ bytes: Int) { queued.increment(by: Double(bytes)) }
    /// So many of them wait no longer, written or given up.
    func unqueue(_ bytes: Int) { queued.decrement(by: Double(bytes)) }

    func countCutOff() { cutOff.increment() }
    func countDropped() { dropped.increment() }
}
