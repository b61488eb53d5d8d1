import CNcurses
import Glibc

/// A pseudo-terminal whose far end takes the place of this process's standard input and output.
struct PseudoTerminal {
    private let near: Int32

    init(columns: UInt16, rows: UInt16) throws {
        near = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var unlocked: Int32 = 0
        guard near >= 0, ioctl(near, Self.setLock, &unlocked) == 0 else { throw Failure(errno) }
        let far = ioctl(near, Self.openPeer, O_RDWR | O_NOCTTY)
        guard far >= 0, dup2(far, STDIN_FILENO) >= 0, dup2(far, STDOUT_FILENO) >= 0 else { throw Failure(errno) }
        resize(columns: columns, rows: rows)
    }

    /// `TIOCSPTLCK` and `TIOCGPTPEER` of Linux, which Swift does not import.
    private static let setLock: UInt = 0x4004_5431
    private static let openPeer: UInt = 0x5441

    struct Failure: Error {
        let number: Int32
        init(_ number: Int32) { self.number = number }
    }

    func resize(columns: UInt16, rows: UInt16) {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(near, UInt(TIOCSWINSZ), &size)
    }

    func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(near, bytes, bytes.count)
    }

    /// Everything that was written to the terminal and not read yet.
    func output() -> String {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        var text: [UInt8] = []
        while isReadable {
            let count = read(near, &bytes, bytes.count)
            guard count > 0 else { break }
            text += bytes[..<count]
        }
        return String(decoding: text, as: UTF8.self)
    }

    private var isReadable: Bool {
        var descriptor = pollfd(fd: near, events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, 0) > 0
    }

    /// The modes of the terminal's driver.
    var modes: [UInt32] {
        var modes = termios()
        tcgetattr(STDIN_FILENO, &modes)
        return [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag]
    }
}
