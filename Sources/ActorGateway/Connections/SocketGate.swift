import Glibc
package import NIOCore

/// The short way of bytes to the kernel: `send` on the socket of a channel, past NIO's own queue.
///
/// A write through NIO costs more than the system call that it ends in; with a thousand members that is most of the
/// work of a broadcast. What the kernel does not take goes to NIO, which waits for the socket. The rules:
///
/// 1. Every byte for the client passes this gate, or it would overtake a rest in the middle of a frame.
/// 2. While NIO holds a rest, all that follows goes to NIO too, until it has written everything.
/// 3. The number of the socket is good as long as the channel is open, and the kernel gives it to another socket
///    afterwards: it is struck with the channel's end, and when NIO fails to write.
/// 4. An error is left to NIO to find and to act on: it gets the bytes as if the kernel had taken none.
/// 5. It is for a channel whose only handler is its connection, for it goes past all others: with TLS before the socket
///    everything would leave as it is. A channel without a socket is written to by NIO alone.
/// 6. It is used on the channel's event loop only.
/// 7. Whoever keeps the number, to send to many at once, keeps `freeSocket` as it is now.
package struct SocketGate {
    /// What stands for no socket in a list of them.
    static let noSocket: CInt = -1

    /// What NIO holds, in bytes.
    private(set) var heldBytes = 0
    /// Nil when everything goes to NIO.
    private var socket: CInt?

    init(socket: CInt? = nil) { self.socket = socket }

    /// - Parameter context: Of the only handler of its channel. If NIO holds something already, everything goes there.
    init(of context: ChannelHandlerContext) {
        guard (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) == 0 else { return }
        let pipeline = context.pipeline.syncOperations
        socket = try? pipeline.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) { $0 }
    }

    /// Hands bytes to the kernel.
    ///
    /// - Returns: What NIO has to write, nil for nothing. Tell `release` when it has.
    mutating func send(_ bytes: ByteBuffer) -> ByteBuffer? {
        var rest = bytes
        if let socket, heldBytes == 0 {
            let sent = bytes.withUnsafeReadableBytes { Self.send($0, to: socket) }
            if sent == bytes.readableBytes { return nil }
            rest.moveReaderIndex(forwardBy: max(0, sent))
        }
        heldBytes += rest.readableBytes
        return rest
    }

    /// NIO has written a rest, or has failed to.
    mutating func release(_ count: Int, isWritten: Bool) {
        heldBytes -= count
        if !isWritten { close() }
    }

    /// The channel is at its end.
    mutating func close() { socket = nil }

    /// The socket, while bytes may go straight to it.
    var freeSocket: CInt { heldBytes == 0 ? socket ?? Self.noSocket : Self.noSocket }
}

extension SocketGate {
    /// Sends the same bytes to sockets that are free, one after the other.
    ///
    /// - Returns: Where it stopped, and how many of the bytes that socket took: the end, or the first that is no socket
    ///   or did not take all.
    package static func send(_ bytes: ByteBuffer, to sockets: [CInt], at range: Range<Int>) -> (reached: Int, sent: Int)
    {
        bytes.withUnsafeReadableBytes { bytes in
            for at in range {
                let socket = sockets[at]
                guard socket != noSocket else { return (at, 0) }
                let sent = send(bytes, to: socket)
                if sent != bytes.count { return (at, max(0, sent)) }
            }
            return (range.upperBound, 0)
        }
    }

    private static func send(_ bytes: UnsafeRawBufferPointer, to socket: CInt) -> Int {
        Glibc.send(socket, bytes.baseAddress, bytes.count, CInt(MSG_DONTWAIT | MSG_NOSIGNAL))
    }
}
