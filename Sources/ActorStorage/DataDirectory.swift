public import ActorRuntime
public import ActorWire
import Glibc
import Synchronization

/// A directory that holds a host's data, and belongs to one process at a time.
///
/// A lock file says who owns it. The kernel gives the lock back when the process ends, however it ends.
public final class DataDirectory: Sendable {
    /// The path of the directory.
    public let path: String

    private static let lockName = "lock"
    private let lock: Mutex<Lock>

    private struct Lock {
        var owner: DirectoryOwner
        /// Nil once released.
        var file: CInt?
    }

    /// Takes the directory, after making it and what leads to it with mode 0700 where it is missing.
    ///
    /// - Parameters:
    ///   - program: Who takes it, for the message to those who come later.
    ///   - time: The present time, for the same message.
    /// - Throws: `DataDirectoryError.inUse` when another process owns it, `.unusable` when it cannot be made or
    ///   written to.
    public init(path: String, program: String, at time: Timestamp = SystemClock().now) throws(DataDirectoryError) {
        try Self.makeDirectory(path)
        let file = try Self.lock(path)
        self.path = path
        let owner = DirectoryOwner(program: program, process: getpid(), since: time, address: nil)
        lock = Mutex(Lock(owner: owner, file: file))
        Self.write(owner, to: file)
    }

    deinit { release() }

    /// Tells those who find the directory in use where its owner can be reached.
    public func announce(address: String) {
        lock.withLock { lock in
            guard let file = lock.file else { return }
            lock.owner.address = address
            Self.write(lock.owner, to: file)
        }
    }

    /// Gives the directory back. Nothing may use its files after this.
    public func release() {
        lock.withLock { lock in
            guard let file = lock.file else { return }
            lock.file = nil
            // Emptied first, so that nobody reads the name of one who is gone.
            ftruncate(file, 0)
            // A child between fork and exec still has the file, so that closing ours would not give up the lock.
            flock(file, LOCK_UN)
            close(file)
        }
    }

    private static func makeDirectory(_ path: String) throws(DataDirectoryError) {
        guard mkdir(path, 0o700) != 0 else { return }
        let reason = errno
        if reason == ENOENT, let parent = parent(of: path) {
            try makeDirectory(parent)
            guard mkdir(path, 0o700) != 0, errno != EEXIST else { return }
            throw .unusable(path: path, reason: errno)
        }
        guard reason == EEXIST else { throw .unusable(path: path, reason: reason) }
        var status = stat()
        guard stat(path, &status) == 0 else { throw .unusable(path: path, reason: errno) }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw .unusable(path: path, reason: ENOTDIR) }
    }

    private static func parent(of path: String) -> String? {
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return nil }
        return String(path[..<slash])
    }

    private static func lock(_ path: String) throws(DataDirectoryError) -> CInt {
        // A child process does not inherit the file, and so cannot keep the lock.
        let file = open(path + "/" + lockName, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw .unusable(path: path, reason: errno) }
        guard flock(file, LOCK_EX | LOCK_NB) != 0 else { return file }
        let reason = errno
        defer { close(file) }
        guard reason == EWOULDBLOCK else { throw .unusable(path: path, reason: reason) }
        throw .inUse(path: path, owner: owner(in: file))
    }

    /// Who owns a directory, as its lock file tells it; nil for nobody, or when it cannot be read.
    public static func owner(of path: String) -> DirectoryOwner? {
        let file = open(path + "/" + lockName, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { return nil }
        defer { close(file) }
        return owner(in: file)
    }

    private static func owner(in file: CInt) -> DirectoryOwner? {
        let text = [UInt8](unsafeUninitializedCapacity: 1_024) { buffer, count in
            count = max(0, pread(file, buffer.baseAddress, buffer.count, 0))
        }
        return DirectoryOwner(lockText: String(decoding: text, as: UTF8.self))
    }

    /// The text only informs: that it cannot be written does not weaken the lock.
    private static func write(_ owner: DirectoryOwner, to file: CInt) {
        let text = Array(owner.lockText.utf8)
        ftruncate(file, 0)
        _ = pwrite(file, text, text.count, 0)
    }
}
