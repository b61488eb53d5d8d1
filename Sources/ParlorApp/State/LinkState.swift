import ActorWire
import ParlorRooms

/// What is known about the connection to a room.
enum LinkState: Sendable, Equatable {
    case connecting
    case connected(roundTrip: Duration?)
    /// The line broke; another attempt follows.
    case reconnecting(attempt: Int, at: Timestamp, why: String)
    /// The host is there, but cannot serve the room at the moment; another attempt follows.
    case waiting(until: Timestamp)
    /// There will be no attempt unless the person joins again.
    case ended(Ending)

    enum Ending: Sendable, Equatable {
        case kicked(Kicked)
        case disconnected(String)
        case refused(String)
        case left
    }

    var isConnected: Bool {
        if case .connected = self { true } else { false }
    }

    var nextAttempt: Timestamp? {
        switch self {
        case .reconnecting(_, let time, _), .waiting(let time): time
        case .connecting, .connected, .ended: nil
        }
    }

    mutating func bringForward(by step: Duration) {
        switch self {
        case .reconnecting(let attempt, let time, let why):
            self = .reconnecting(attempt: attempt, at: time - step, why: why)
        case .waiting(let time): self = .waiting(until: time - step)
        case .connecting, .connected, .ended: break
        }
    }

    var ending: Ending? {
        if case .ended(let ending) = self { ending } else { nil }
    }
}
