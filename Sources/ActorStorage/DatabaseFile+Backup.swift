import ActorDefinition
public import ActorWire
import Glibc

// A backup is a copy of the database alone. The secret of the host stays where it is: who has it owns every room.
extension DatabaseFile {
    /// Copies the database of a data directory into this file while its host runs, or while none does.
    ///
    /// The file has mode 0600. It appears under its name when it is whole and on the disk, never before.
    ///
    /// - Parameter replacing: Whether a file of this name may be replaced.
    /// - Returns: What is in the backup.
    /// - Throws: `DatabaseFileError`; what was there before is as it was then.
    public func backUp(_ directory: String, replacing: Bool = false) throws(DatabaseFileError) -> StoreContents {
        let original = DatabaseFile(directory)
        guard !isSameFile(as: original) else {
            throw .failed(path: path, why: "the backup of a database cannot be the database itself")
        }
        guard replacing || !exists else { throw .exists(path: path) }
        let contents = try unfinished.copy(original)
        try unfinished.move(to: self, replacing: replacing)
        return contents
    }

    /// Makes a backup, this file, the database of a data directory.
    ///
    /// - Parameters:
    ///   - directory: Owned by the caller, so that no host uses it.
    ///   - replacing: Whether a database that is there may be replaced. It is kept beside the new one.
    ///   - now: Names the one that is replaced.
    /// - Returns: What is restored, and where the old database is kept; nil when there was none.
    /// - Throws: `DatabaseFileError`; the database that was there is in its place then, or beside it under its other name.
    public func restore(
        to directory: DataDirectory, replacing: Bool = false, at now: Timestamp
    ) throws(DatabaseFileError) -> (contents: StoreContents, replaced: String?) {
        let target = DatabaseFile(directory.path)
        guard replacing || !target.exists else { throw .exists(path: target.path) }
        let contents = try target.unfinished.copy(self)
        let replaced = try target.exists ? target.setAside(as: "\(target.path).before-\(now.milliseconds)") : nil
        // What a host that was killed left beside it belongs to the old one.
        for path in target.all { unlink(path) }
        try target.unfinished.move(to: target, replacing: true)
        return (contents, replaced)
    }

    /// Keeps a copy under another name. The log of a host that was killed is part of it, so it is not just renamed.
    private func setAside(as name: String) throws(DatabaseFileError) -> String {
        let aside = DatabaseFile(name)
        // It is kept as it is, file by file: it may be replaced because it is damaged.
        for (old, new) in zip(all, aside.all) where access(old, F_OK) == 0 {
            guard link(old, new) == 0 else { throw .failed(path: new, why: String(cString: strerror(errno))) }
        }
        return name
    }
}
