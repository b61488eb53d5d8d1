import CoreMetrics

/// Which limit a client met: the `reason` of the counter `gateway_refusals_total`.
enum Refusal: String, CaseIterable {
    /// Connections in all, and from one address.
    case connections, address
    /// A request that was not complete in time.
    case handshake
    /// The head of a request: too long, or with too many fields.
    case header
    /// The body of a request.
    case body
    /// Requests over HTTP that are being answered.
    case calls
    /// A message that is too long.
    case message
    /// Bytes that are no HTTP or no WebSocket.
    case `protocol`
    /// Sent faster than is read: the connection was paused.
    case frames, bytes
    /// Actions and subscriptions for which the actor has no room, of this connection or of all.
    case queue
}

/// The counters of refusals, one for each reason.
struct Refusals: Sendable {
    private let counters: [Refusal: Counter]

    init(_ factory: any MetricsFactory) {
        counters = Dictionary(
            uniqueKeysWithValues: Refusal.allCases.map { refusal in
                let dimensions = [("reason", refusal.rawValue)]
                return (refusal, Counter(label: "gateway_refusals_total", dimensions: dimensions, factory: factory))
            })
    }

    func count(_ refusal: Refusal, times: Int = 1) { counters[refusal]?.increment(by: times) }
}
