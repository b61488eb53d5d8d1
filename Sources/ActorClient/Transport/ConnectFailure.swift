import ActorWire
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix

/// Why there is no connection, in words.
enum ConnectFailure: Error, CustomStringConvertible {
    /// The server answers, but not as this protocol wants it.
    case noWebSocket
    /// The server will not have this connection, and says why.
    case refused(WireError)
    /// Something before the server, or the server, has no room.
    case full
    /// The connection ended before there was an answer.
    case brokenOff

    /// - Parameters:
    ///   - status: Of the answer to the request for a WebSocket.
    ///   - body: An error of this protocol, or anything.
    init(status: HTTPResponseStatus, body: [UInt8]) {
        if let error = (try? Value(json: body)).flatMap(WireError.init) {
            self = .refused(error)
        } else {
            self = status == .tooManyRequests || status == .serviceUnavailable ? .full : .noWebSocket
        }
    }

    var description: String {
        switch self {
        case .noWebSocket: "a server answers at this address, but not with a WebSocket"
        case .refused(let error): error.message
        case .full: "the server takes no more connections at the moment"
        case .brokenOff: "the other side broke off"
        }
    }

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
        case ECONNRESET, EPIPE: brokenOff.description
        default: "error \(errno) of the operating system"
        }
    }
}
