import Glibc

enum FileLimit {
    /// Beside connections the program has a few files open.
    private static let others = 64

    /// Has the system allow this process so many connections, up to its hard limit.
    static func allow(connections: Int) throws(LoadError) {
        let count = rlim_t(connections + others)
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < count else {
            return
        }
        limit.rlim_cur = min(count, limit.rlim_max)
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        guard limit.rlim_cur >= count else { throw .fileLimit(needed: Int(count), limit: Int(limit.rlim_cur)) }
    }
}
