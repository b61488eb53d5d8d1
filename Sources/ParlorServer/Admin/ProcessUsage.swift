import Glibc

/// What a process has of the machine, as its kernel tells (proc(5)).
public struct ProcessUsage: Sendable {
    private let folder: String

    /// - Parameter process: Its id; nil for this one.
    public init(process: Int32? = nil) {
        folder = "/proc/" + (process.map(String.init) ?? "self")
    }

    /// The memory that it has in use, in bytes; nil when it cannot be told.
    public var residentBytes: Int? {
        guard let file = fopen(folder + "/statm", "re") else { return nil }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        guard fgets(&line, CInt(line.count), file) != nil else { return nil }
        let fields = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            .split(separator: " ")
        return fields.dropFirst().first.flatMap { Int($0) }.map { $0 * sysconf(CInt(_SC_PAGESIZE)) }
    }

    /// The files and sockets that it has open; nil when it cannot be told.
    public var openFiles: Int? {
        guard let folder = opendir(folder + "/fd") else { return nil }
        defer { closedir(folder) }
        var count = 0
        while readdir(folder) != nil { count += 1 }
        // Not its own two links, nor the folder that is read.
        return max(0, count - 3)
    }
}
