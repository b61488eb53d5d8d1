public import ActorWire

/// Who owns a data directory, as its lock file tells it.
public struct DirectoryOwner: Sendable, Hashable {
    /// The name of the program.
    public var program: String
    /// The process id.
    public var process: Int32
    /// When it took the directory.
    public var since: Timestamp
    /// Where it listens; nil before it does.
    public var address: String?

    /// `parlor (pid 123, on 127.0.0.1:6420)`
    public var description: String {
        "\(program) (pid \(process)\(address.map { ", on \($0)" } ?? ""))"
    }
}

extension DirectoryOwner: CustomStringConvertible {
    /// One line for each thing: its name, a space, the thing.
    var lockText: String {
        var lines = ["program \(program)", "pid \(process)", "since \(since.milliseconds)"]
        if let address { lines.append("address \(address)") }
        return lines.map { $0 + "\n" }.joined()
    }

    /// Reads a lock file; nil when it does not say who owns it. Its text may end on a screen, so only printable ASCII
    /// of it counts.
    init?(lockText: String) {
        var fields: [Substring: String] = [:]
        for line in lockText.split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, parts[1].utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else { continue }
            fields[parts[0]] = String(parts[1])
        }
        guard let program = fields["program"], let process = fields["pid"].flatMap({ Int32($0) }),
            let since = fields["since"].flatMap({ Int64($0) })
        else { return nil }
        self.init(
            program: program, process: process, since: Timestamp(milliseconds: since), address: fields["address"])
    }
}
