/// Why a gateway could not start.
public enum GatewayError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Another program listens there.
    case addressInUse(host: String, port: Int)
    case cannotListen(host: String, port: Int, reason: String)
    /// It was started or shut down before.
    case alreadyStarted

    public var description: String {
        switch self {
        case .addressInUse(let host, let port):
            "port \(port) on \(host) is in use: stop the program that listens there, or choose another port"
        case .cannotListen(let host, let port, let reason):
            "cannot listen on \(host) port \(port): \(reason)"
        case .alreadyStarted: "the gateway was started before"
        }
    }
}
