import Glibc

/// The files that a host may have open, of which each connection is one.
enum OpenFiles {
    /// The database, the log, the admin side and what else is no connection.
    private static let others = 256

    /// Makes room for so many connections, as far as the system allows.
    ///
    /// A shell gives 1,024 files, as a rule, and allows more to who asks. The kernel's table of them doubles when it is full,
    /// and in a process of several threads it waits then until every processor has let go of the old one: 10 ms and more each
    /// time, in which nobody comes in. It never shrinks, and has 8 bytes for a file.
    static func prepare(for connections: Int) {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        let wanted = rlim_t(clamping: connections) + rlim_t(others)
        if limit.rlim_cur < wanted {
            limit.rlim_cur = min(wanted, limit.rlim_max)
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        }
        growTable(to: Int32(clamping: min(wanted, limit.rlim_cur)))
    }

    /// A file with the last number makes the table as long.
    private static func growTable(to count: Int32) {
        let file = open("/dev/null", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        defer { close(file) }
        let last = fcntl(file, F_DUPFD_CLOEXEC, count - 1)
        if last >= 0 { close(last) }
    }
}
