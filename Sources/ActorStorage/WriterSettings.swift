import Glibc

/// How a writer works.
struct WriterSettings: Sendable {
    /// What may wait, in bytes; a write beyond it is refused.
    var byteLimit = SQLiteStore.defaultByteLimit
    /// Whether a small commit may be written by its caller. It may not where a commit waits for the disk.
    var callersWrite = true
    /// After a commit that took long no caller writes for so many times as long.
    var callersPause = 20
    /// A log of so many pages is copied into the database: 16 MiB. Pages change often and together, so that seldom is
    /// cheaper.
    var logPages = 4_096
    var indexing = Indexing()
    /// The time between two looks whether a store that could not write can again.
    var probeInterval = Duration.seconds(5)
    /// What is free on the disk of a file, in bytes; nil when nobody knows.
    var freeBytes: @Sendable (String) -> UInt64? = WriterSettings.freeBytes(on:)

    @Sendable private static func freeBytes(on path: String) -> UInt64? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        return UInt64(status.f_bavail) * UInt64(status.f_frsize)
    }
}
