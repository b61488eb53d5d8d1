import ActorGateway
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Where the admin side of a host listens.
public struct AdminAddress: Sendable, Hashable {
    public var host: String
    /// 0 takes a free one.
    public var port: Int

    public init(host: String = "127.0.0.1", port: Int) {
        self.host = host
        self.port = port
    }
}

/// The admin side of a host: a port of its own that tells the operator's programs how the host is, and takes nothing.
///
/// It is open before the rooms are and until they are kept, so that it can tell of both.
final class AdminServer: Sendable {
    /// What is to be found at a path; nil for nothing.
    typealias Pages = @Sendable (String) async -> AdminPage?

    /// Connections at a time; one more is closed at once.
    private static let connectionLimit = 32
    /// The time that a connection has for its request and the answer to it.
    private static let patience = TimeAmount.seconds(10)
    /// The longest head of a request, in bytes.
    private static let headerLimit = 8 << 10

    let port: Int
    private let channel: any Channel

    private init(_ channel: any Channel) {
        self.channel = channel
        port = channel.localAddress?.port ?? 0
    }

    static func start(at address: AdminAddress, pages: @escaping Pages) async throws(AdminError) -> AdminServer {
        let open = Tally()
        do {
            let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        guard open.enter(limit: connectionLimit) else { throw ChannelError.operationUnsupported }
                        channel.closeFuture.whenComplete { _ in open.leave() }
                        try setUp(channel, isLoopback: HostHeader.isLoopback(address.host), pages)
                    }
                }
                .bind(host: address.host, port: address.port)
                .get()
            return AdminServer(channel)
        } catch let error as IOError {
            throw AdminError(address: address, reason: String(cString: strerror(error.errnoCode)))
        } catch {
            throw AdminError(address: address, reason: "\(error)")
        }
    }

    /// The pipeline of a connection.
    ///
    /// - Parameter isLoopback: Whether requests for a domain are refused: none leads to this port rightly.
    static func setUp(_ channel: any Channel, isLoopback: Bool, _ pages: @escaping Pages) throws {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = headerLimit
        limits.maxHeaderListSize = headerLimit
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(HTTPResponseEncoder())
        let decoder = HTTPRequestDecoder(limitConfiguration: limits)
        // The limits see no spaces before a value, and nothing that follows the request for another protocol.
        try pipeline.addHandler(ByteToMessageHandler(decoder, maximumBufferSize: headerLimit + (64 << 10)))
        try pipeline.addHandler(AdminHandler(pages, isLoopback: isLoopback, patience: patience))
    }

    func close() async { try? await channel.close() }

    private final class Tally: Sendable {
        private let count = Atomic<Int>(0)

        func enter(limit: Int) -> Bool {
            guard count.wrappingAdd(1, ordering: .relaxed).newValue > limit else { return true }
            leave()
            return false
        }

        func leave() { count.wrappingSubtract(1, ordering: .relaxed) }
    }
}

/// Why the admin side could not start.
public struct AdminError: Error, Sendable, Hashable, CustomStringConvertible {
    public var address: AdminAddress
    public var reason: String

    public var description: String {
        "the admin side cannot listen on \(address.host) port \(address.port): \(reason)"
    }
}
