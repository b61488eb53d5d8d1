import Foundation
import Glibc
import Synchronization

/// What the kernel says of a process.
struct HostSample: Sendable {
    var residentBytes: Int
    /// The most that it ever was.
    var peakBytes: Int
    var files: Int
    /// Seconds of all cores that it has used.
    var processorSeconds: Double

    init?(_ process: pid_t) {
        guard let status = Self.text("/proc/\(process)/status"), let stat = Self.text("/proc/\(process)/stat"),
            let files = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd")
        else { return nil }
        func bytes(_ name: String) -> Int {
            let line = status.split(separator: "\n").first { $0.hasPrefix(name) }
            return (line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0) << 10
        }
        // After the name in brackets, which may hold anything: the 12th and 13th are ticks in the program and for it.
        let fields = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ")
        guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]) else { return nil }
        residentBytes = bytes("VmRSS:")
        peakBytes = bytes("VmHWM:")
        self.files = files.count
        processorSeconds = (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    private static func text(_ path: String) -> String? {
        (try? Data(contentsOf: URL(filePath: path))).map { String(decoding: $0, as: UTF8.self) }
    }
}

/// Lets this process, and those that it starts, have as many files as the system allows.
func raiseFileLimit() -> Int {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    return Int(limit.rlim_cur)
}
