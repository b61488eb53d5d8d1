import Foundation
import GRDB
import Glibc

/// The database of a host as a file: one that a host has open, one that it left behind, or a backup.
public struct DatabaseFile: Sendable, Hashable {
    /// The path of the file.
    public let path: String

    /// - Parameter place: The file, or the data directory that it is in.
    public init(_ place: String) {
        var status = stat()
        let isDirectory = stat(place, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
        path = isDirectory ? place + "/" + SQLiteStore.fileName : place
    }

    var exists: Bool { access(path, F_OK) == 0 }

    /// Whether there is a file with something in it.
    static func isFilled(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_size > 0
    }

    func isSameFile(as other: DatabaseFile) -> Bool {
        var (mine, theirs) = (stat(), stat())
        return stat(path, &mine) == 0 && stat(other.path, &theirs) == 0
            && (mine.st_dev, mine.st_ino) == (theirs.st_dev, theirs.st_ino)
    }

    /// What the file is called while it is being written.
    var unfinished: DatabaseFile { DatabaseFile(path + ".part") }

    /// The file and what SQLite may keep beside it.
    var all: [String] { ["", "-wal", "-shm", "-journal"].map { path + $0 } }

    /// What the file itself does not have yet.
    var log: String { path + "-wal" }

    /// What the file itself has not any more, while it is changed without a log.
    var journal: String { path + "-journal" }

    /// Opens it to read, beside a host that has it open.
    func connect() throws -> DatabaseQueue {
        guard exists else { throw DatabaseFileError.missing(path: path) }
        // SQLite would remove the log of an empty file, though that may have all that the file has lost.
        guard Self.isFilled(path) else { throw DatabaseFileError.damaged(path: path, findings: ["it is empty"]) }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// Says what went wrong with this file.
    func explaining<T>(_ body: () throws -> T) throws(DatabaseFileError) -> T {
        do {
            return try body()
        } catch let error as DatabaseFileError {
            throw error
        } catch {
            throw .failed(path: path, why: sentence(for: error))
        }
    }

    /// Writes a copy of another one, as it is at this moment, and makes sure that it is whole and on the disk. No file may
    /// be there. One that cannot be finished is removed.
    func copy(_ source: DatabaseFile) throws(DatabaseFileError) -> StoreContents {
        do {
            return try makeCopy(of: source)
        } catch {
            for path in all { unlink(path) }
            throw error
        }
    }

    private func makeCopy(of source: DatabaseFile) throws(DatabaseFileError) -> StoreContents {
        let original = try source.explaining(source.connect)
        for path in all { unlink(path) }
        // Made beforehand, so that it is never readable to others.
        let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw .failed(path: path, why: String(cString: strerror(errno))) }
        defer { close(file) }
        try explaining {
            let copy = try DatabaseQueue(path: path)
            try original.backup(to: copy)
            // One file, which can be read where nothing can be written.
            try copy.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA journal_mode = DELETE") }
            try copy.close()
        }
        let contents = try examine()
        guard contents.findings.isEmpty else { throw .damaged(path: source.path, findings: contents.findings) }
        guard fsync(file) == 0 else { throw .failed(path: path, why: String(cString: strerror(errno))) }
        return contents
    }

    /// Takes the name of another file, which is replaced only if that is wanted.
    func move(to target: DatabaseFile, replacing: Bool) throws(DatabaseFileError) {
        if replacing {
            guard rename(path, target.path) == 0 else { throw .failed(path: target.path, why: reason(errno)) }
        } else {
            // Not every file system has links; where there are none, looking first has to do.
            if link(path, target.path) == 0 {
                unlink(path)
            } else if errno == EEXIST || target.exists {
                unlink(path)
                throw .exists(path: target.path)
            } else {
                return try move(to: target, replacing: true)
            }
        }
        target.syncFolder()
    }

    private func reason(_ code: Int32) -> String { String(cString: strerror(code)) }

    /// Makes a new name as durable as the file. A file system that cannot do so keeps names in its own way.
    private func syncFolder() {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}

/// Why a database could not be examined, backed up or restored.
public enum DatabaseFileError: Error, Sendable, Hashable, CustomStringConvertible {
    case missing(path: String)
    /// A file is there that was not to be replaced.
    case exists(path: String)
    /// It is not as it should be, for reasons that are sentences for the operator.
    case damaged(path: String, findings: [String])
    case failed(path: String, why: String)

    public var description: String {
        switch self {
        case .missing(let path): "\(path) is not there"
        case .exists(let path): "\(path) is there already"
        case .damaged(let path, let findings):
            "\(path) is not whole:\n" + findings.map { "  " + $0 }.joined(separator: "\n")
        case .failed(let path, let why): "\(path): \(why)"
        }
    }
}
