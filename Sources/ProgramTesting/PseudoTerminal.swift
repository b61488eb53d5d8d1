import Glibc

/// A pseudo-terminal: a program is at its far end, and at this one what a person before it types and gets to see.
public struct PseudoTerminal: Sendable {
    private let near: Int32
    /// The terminal of the program. It stays open here, so that the near end does not break when the program ends.
    public let far: Int32
    /// By which a program opens it.
    public let path: String

    public init(columns: UInt16, rows: UInt16) throws {
        near = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var (unlocked, number): (Int32, Int32) = (0, 0)
        guard near >= 0, ioctl(near, Self.setLock, &unlocked) == 0, ioctl(near, Self.getNumber, &number) == 0 else {
            throw Self.failure
        }
        far = ioctl(near, Self.openPeer, O_RDWR | O_NOCTTY | O_CLOEXEC)
        path = "/dev/pts/\(number)"
        guard far >= 0 else { throw Self.failure }
        resize(columns: columns, rows: rows)
    }

    public func close() {
        _ = Glibc.close(near)
        _ = Glibc.close(far)
    }

    /// `TIOCSPTLCK`, `TIOCGPTN` and `TIOCGPTPEER` of Linux, which Swift does not import.
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430
    private static let openPeer: UInt = 0x5441

    private static var failure: NotSeen {
        NotSeen(description: "no pseudo-terminal: \(String(cString: strerror(errno)))")
    }

    public func resize(columns: UInt16, rows: UInt16) {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(near, UInt(TIOCSWINSZ), &size)
    }

    public func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(near, bytes, bytes.count)
    }

    /// What is written to the terminal next; empty when nothing is within the time.
    public func read(within limit: Duration) -> [UInt8] {
        var descriptor = pollfd(fd: near, events: Int16(POLLIN), revents: 0)
        guard poll(&descriptor, 1, Int32((limit / .milliseconds(1)).rounded(.up))) > 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
            count = max(0, Glibc.read(near, buffer.baseAddress, buffer.count))
        }
    }

    /// Everything that was written to the terminal and not read yet.
    public func output() -> String {
        var text: [UInt8] = []
        while case let bytes = read(within: .zero), !bytes.isEmpty { text += bytes }
        return String(decoding: text, as: UTF8.self)
    }

    /// The modes of the terminal's driver.
    public var modes: [UInt32] {
        var modes = termios()
        tcgetattr(far, &modes)
        return [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag]
    }
}
