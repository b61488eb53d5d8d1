import ActorGateway
import Glibc
import NIOCore

/// Four messages of a tick to 300 sockets: framed once and joined, against a frame and a send for each receiver.
func measureFanOut() async throws -> [Comparison] {
    let (members, messages) = (300, 4)
    let payload = [UInt8](repeating: UInt8(ascii: "x"), count: 370)
    let room = try Sockets(members)
    var joined = ByteBuffer()
    let ours = await nanoseconds(for: members * messages, rounds: 51) {
        joined.clear()
        for _ in 0..<messages { joined.writeFrame(.text, payload) }
        _ = SocketGate.send(joined, to: room.ours, at: 0..<members)
        room.drain()
    }
    var frame = ByteBuffer()
    let theirs = await nanoseconds(for: members * messages, rounds: 51) {
        for _ in 0..<messages {
            for member in 0..<members {
                frame.clear()
                frame.writeFrame(.text, payload)
                _ = SocketGate.send(frame, to: room.ours, at: member..<(member + 1))
            }
        }
        room.drain()
    }
    return [
        Comparison(
            name: "fan-out, a delivery and its receipt, ns", ours: ours, baseline: "a send for each", theirs: theirs)
    ]
}

/// Pairs of connected sockets.
private final class Sockets {
    let ours: [CInt]
    private let theirs: [CInt]

    struct Failure: Error {}

    init(_ count: Int) throws {
        var pairs: [(CInt, CInt)] = []
        for _ in 0..<count {
            var pair: [CInt] = [-1, -1]
            let kind = CInt(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue)
            guard socketpair(AF_UNIX, kind, 0, &pair) == 0 else { throw Failure() }
            pairs.append((pair[0], pair[1]))
        }
        ours = pairs.map(\.0)
        theirs = pairs.map(\.1)
    }

    deinit {
        for socket in ours + theirs { close(socket) }
    }

    /// Reads what has come.
    func drain() {
        withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 1) { buffer in
            for socket in theirs { while recv(socket, buffer.baseAddress, buffer.count, 0) == buffer.count {} }
        }
    }
}
