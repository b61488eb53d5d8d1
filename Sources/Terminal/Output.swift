import Glibc

/// Standard output as a terminal: bytes beside those that ncurses writes.
enum Output {
    /// Writes all bytes, and waits while the terminal does not take them. A terminal that is gone takes nothing.
    ///
    /// - Returns: Whether they were written.
    @discardableResult
    static func write(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                _ = isWritable(within: -1)
            } else if errno != EINTR {
                return false
            }
        }
        return true
    }

    /// Whether the terminal takes bytes now.
    static var isReady: Bool { isWritable(within: 0) }

    private static func isWritable(within milliseconds: Int32) -> Bool {
        var descriptor = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
        return poll(&descriptor, 1, milliseconds) > 0
    }
}
