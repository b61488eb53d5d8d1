import ActorRuntime
import ActorWire
import CoreMetrics

/// Which limit a client met: the `reason` of the counter `gateway_refusals_total`.
enum Refusal: String, CaseIterable {
    /// Connections in all, from one address, and those that one address begins each second.
    case connections, address, arrivals
    /// A request that was not complete in time.
    case handshake
    /// The head of a request: too long, or with too many fields.
    case header
    /// The body of a request.
    case body
    /// Requests over HTTP that are being answered.
    case calls
    /// Connection parameters that are too long.
    case parameters
    /// JSON that is nested too deep.
    case depth
    /// A message from a client that is too long, and one to a client.
    case message, reply
    /// Bytes that are no HTTP or no WebSocket.
    case `protocol`
    /// Sent faster than is read: the connection was paused.
    case frames, bytes
    /// Actions and subscriptions for which there is no room: too many of this connection wait, or of all.
    case connectionQueue = "connection_queue"
    case actorQueue = "actor_queue"
}

extension Refusal {
    init(_ queue: Intake.Queue) {
        switch queue {
        case .connection: self = .connectionQueue
        case .actor: self = .actorQueue
        }
    }

    /// The limit of which an error tells that reading found exceeded; nil when it tells of something else.
    init?(_ error: WireError) {
        switch error {
        case .parametersTooLong: self = .parameters
        case .tooDeep: self = .depth
        default: return nil
        }
    }
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

    /// Counts what is said to a client, if it is about a limit.
    func count(_ error: WireError) {
        if let refusal = Refusal(error) { count(refusal) }
    }
}
