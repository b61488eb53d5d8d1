import Foundation
import Logging
import Synchronization

/// Writes log lines to a file, one entry a line whatever it holds: what others sent cannot forge an entry or a field of
/// one, nor reach a terminal as a control sequence when the file is shown.
///
/// A line is the time, the level, the command, what happened, and fields: `key=value`, the value in quotes where it is
/// not one plain word.
struct FileLog: LogHandler {
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]
    private let label: String
    private let file: LogFile

    init(label: String, file: LogFile) {
        self.label = label
        self.file = file
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var fields = metadata
        if let own = event.metadata { fields.merge(own) { $1 } }
        let pairs = fields.sorted { $0.key < $1.key }.map { " \($0.key)=\(LogText.value("\($0.value)"))" }.joined()
        let message = LogText.printable("\(event.message)")
        file.write("\(Date.now.ISO8601Format()) \(event.level) \(label): \(message)\(pairs)\n")
    }
}

/// The file that log lines go to.
final class LogFile: Sendable {
    let path: String
    private let handle: Mutex<FileHandle>

    /// Opens the file to append to it, and makes it where it is missing, readable to its owner alone.
    init(_ file: URL) throws {
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let descriptor = open(file.path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteNoPermission) }
        path = file.path
        handle = Mutex(FileHandle(fileDescriptor: descriptor, closeOnDealloc: true))
    }

    /// A full disk must not end the program, so a line that cannot be written is lost.
    func write(_ line: String) {
        handle.withLock { handle in try? handle.write(contentsOf: Data(line.utf8)) }
    }
}
