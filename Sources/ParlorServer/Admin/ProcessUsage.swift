import Glibc

/// What a process has of the machine, as its kernel tells (proc(5)).
public struct ProcessUsage: Sendable {
    private let folder: String
    private let isOwn: Bool

    /// - Parameter process: Its id; nil for this one.
    public init(process: Int32? = nil) {
        folder = "/proc/" + (process.map(String.init) ?? "self")
        isOwn = process == nil
    }

    /// The memory that it has in use, in bytes; nil when it cannot be told.
    public var residentBytes: Int? {
        guard let fields = line(of: "statm")?.split(separator: " "), fields.count > 1 else { return nil }
        return Int(fields[1]).map { $0 * sysconf(CInt(_SC_PAGESIZE)) }
    }

    /// The time that processors have worked for it; nil when it cannot be told.
    public var processorTime: Duration? {
        // The name of the program, in parentheses, may hold anything.
        guard let line = line(of: "stat"), let name = line.lastIndex(of: ")") else { return nil }
        let fields = line[name...].split(separator: " ")
        guard fields.count > 13, let user = Int(fields[12]), let system = Int(fields[13]) else { return nil }
        return .seconds(user + system) / sysconf(CInt(_SC_CLK_TCK))
    }

    private func line(of file: String) -> String? {
        guard let file = fopen(folder + "/" + file, "re") else { return nil }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 1_024)
        guard fgets(&line, CInt(line.count), file) != nil else { return nil }
        return String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// The files and sockets that it has open; nil when it cannot be told.
    public var openFiles: Int? {
        guard let folder = opendir(folder + "/fd") else { return nil }
        defer { closedir(folder) }
        var count = 0
        while readdir(folder) != nil { count += 1 }
        // Neither the links to the folder and to the one above, nor what reads it.
        return max(0, count - (isOwn ? 3 : 2))
    }
}
