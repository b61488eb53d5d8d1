import Glibc

/// Why a data directory cannot be had.
public enum DataDirectoryError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Another process owns it; the owner is nil when it has not yet said who it is.
    case inUse(path: String, owner: DirectoryOwner?)
    /// It cannot be made, or not be written to; the reason is an `errno`.
    case unusable(path: String, reason: Int32)

    public var description: String {
        switch self {
        case .inUse(let path, let owner): "\(path) is in use by \(owner?.description ?? "another process")"
        case .unusable(let path, EACCES), .unusable(let path, EPERM):
            "\(path) cannot be used for data: you have no permission to write there"
        case .unusable(let path, EROFS): "\(path) cannot be used for data: the disk is read-only"
        case .unusable(let path, ENOTDIR):
            "\(path) cannot be used for data: it, or what leads to it, is not a directory"
        case .unusable(let path, let reason): "\(path) cannot be used for data: \(String(cString: strerror(reason)))"
        }
    }
}
