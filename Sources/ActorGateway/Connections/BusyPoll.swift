import Glibc
import NIOCore

/// Looks out for a client that asks again as soon as it is answered, before the event loop goes to sleep.
///
/// To send a processor to sleep and to wake it takes as long as a durable action, in a virtual machine above all. Whoever
/// comes back in no time, some times in a row, is waited for awake, for a moment that is over before anybody else notices.
/// Whoever takes longer is not, nor anybody while others ask for something too.
struct BusyPoll {
    /// How long a client may take to ask again.
    static let patience = TimeAmount.microseconds(100)
    /// So many times in a row it was that quick.
    static let proof = 8

    /// Of the only client of the last round. It is only asked: one that the kernel has given to somebody else since costs a
    /// moment at most.
    private var socket = SocketGate.noSocket
    private var answered = NIODeadline.distantPast
    private var quick = 0

    /// Somebody asks for something.
    ///
    /// - Parameter socket: The client's, if it is the only one of the round.
    mutating func noteArrival(from socket: CInt, at now: NIODeadline = .now()) {
        let isQuick = socket != SocketGate.noSocket && socket == self.socket && now - answered <= Self.patience
        quick = isQuick ? quick + 1 : 0
        self.socket = socket
    }

    /// All that was asked for is done. Returns at once, or when the client asks for more, or takes too long.
    mutating func noteAnswer(
        now: () -> NIODeadline = NIODeadline.now, isAsking: (CInt) -> Bool = Self.isReadable
    ) {
        answered = now()
        guard quick >= Self.proof else { return }
        while !isAsking(socket) {
            guard now() - answered <= Self.patience else {
                quick = 0
                return
            }
        }
    }

    private static func isReadable(_ socket: CInt) -> Bool {
        var client = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        return poll(&client, 1, 0) != 0
    }
}
