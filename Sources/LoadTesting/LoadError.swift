import Glibc
import NIOCore
import NIOPosix

/// Why a load test could not be made, each a sentence for the operator.
public enum LoadError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A connection was not made.
    case unreachable(String)
    /// The room or its host let so many in, and no more.
    case refused(joined: Int, of: Int, reason: String)
    /// The room takes no messages so fast from one person.
    case flooding(String)
    /// A message was refused for another reason.
    case messageRefused(String)
    /// This process may not have so many connections.
    case fileLimit(needed: Int, limit: Int)
    /// The host sent what it should not.
    case protocolError(String)
    /// It did not let everybody in within the time.
    case joiningTookTooLong(joined: Int, of: Int)

    public var description: String {
        switch self {
        case .unreachable(let why): "no connection to the host: \(why)"
        case .refused(let joined, let members, let reason):
            "\(joined) of \(members) came in, then the host refused: \(reason)"
        case .flooding(let reason): "the room refuses so many messages from one person: \(reason)"
        case .messageRefused(let reason): "the room refused a message: \(reason)"
        case .fileLimit(let needed, let limit):
            "this needs \(needed) open files, and the system allows this program \(limit): raise it with `ulimit -n`"
        case .protocolError(let what): "the host sent what it should not: \(what)"
        case .joiningTookTooLong(let joined, let members): "only \(joined) of \(members) came in within the time"
        }
    }

    /// Whether a host without flood control and limits for each address would have gone on.
    public var isLimitOfHost: Bool {
        switch self {
        case .refused, .flooding: true
        case .unreachable, .messageRefused, .fileLimit, .protocolError, .joiningTookTooLong: false
        }
    }
}

extension LoadError {
    /// Says why a connection was not made, in the words of the system rather than of the network library.
    init(connecting error: any Error) {
        switch error {
        case let error as NIOConnectionError:
            // One error for each address of the host's name; none where the name has no address.
            let first = error.connectionErrors.first.map { LoadError(connecting: $0.error) }
            self = first ?? .unreachable("the name \(error.host) is not known")
        case let error as SocketAddressError.UnknownHost: self = .unreachable("the name \(error.host) is not known")
        case let error as IOError: self = .unreachable(String(cString: strerror(error.errnoCode)))
        case ChannelError.connectTimeout: self = .unreachable("no answer in time")
        default: self = .unreachable("\(error)")
        }
    }
}
