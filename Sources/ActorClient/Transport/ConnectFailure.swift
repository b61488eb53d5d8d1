import Glibc
import NIOCore
import NIOPosix

/// Why there is no connection, in words.
enum ConnectFailure: Error, CustomStringConvertible {
    /// The server answers, but not as this protocol wants it.
    case noWebSocket

    var description: String { "a server answers at this address, but not with a WebSocket" }

    static func text(of error: any Error) -> String {
        switch error {
        case let error as NIOConnectionError:
            if let first = error.connectionErrors.first { return text(of: first.error) }
            return "the name \(error.host) is not known"
        case let error as SocketAddressError.UnknownHost: return "the name \(error.host) is not known"
        case let error as IOError: return text(errno: error.errnoCode)
        case ChannelError.connectTimeout: return "no answer in time"
        default: return "\(error)"
        }
    }

    private static func text(errno: Int32) -> String {
        switch errno {
        case ECONNREFUSED: "nobody listens there"
        case EHOSTUNREACH, ENETUNREACH: "no way leads there"
        case ETIMEDOUT: "no answer in time"
        case ECONNRESET, EPIPE: "the other side broke off"
        default: "error \(errno) of the operating system"
        }
    }
}
