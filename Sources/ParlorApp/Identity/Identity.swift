internal import CSodium
public import FoundationEssentials
internal import Glibc

/// The secret by which rooms know a person again, made on first use and kept in one file, mode 0600.
///
/// No server ever sees it: each gets a token derived from it for that server and that name, so that one server cannot
/// use what it learned at another.
public struct Identity: Sendable {
    private let secret: [UInt8]

    /// The random bytes in the file.
    static let secretLength = 32

    /// Reads the file, or makes it when there is none.
    ///
    /// - Throws: `IdentityError` when it can be neither read nor written, or is damaged.
    public init(file: URL) throws(IdentityError) {
        if let secret = try Self.read(file) {
            self.secret = secret
        } else {
            secret = try Self.create(file)
        }
    }

    /// The token for one name at one server; the same each time.
    ///
    /// - Parameters:
    ///   - server: The server's address, or another word that stands for it.
    public func token(server: String, name: String) -> String {
        let message = Array("\(server)\u{0}\(name)".utf8)
        var hash = [UInt8](repeating: 0, count: 32)
        crypto_generichash(&hash, hash.count, message, UInt64(message.count), secret, secret.count)
        return hash.map { byte in String(byte >> 4, radix: 16) + String(byte & 15, radix: 16) }.joined()
    }

    private static func read(_ file: URL) throws(IdentityError) -> [UInt8]? {
        let descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw .unreadable(file.path, String(cString: strerror(errno)))
        }
        defer { Glibc.close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: secretLength + 1)
        guard Glibc.read(descriptor, &bytes, bytes.count) == secretLength else { throw .damaged(file.path) }
        return Array(bytes.prefix(secretLength))
    }

    /// Writes a new secret under another name and links it into place, so that of two programs that do so at once one
    /// wins and both use the winner's.
    private static func create(_ file: URL) throws(IdentityError) -> [UInt8] {
        var secret = [UInt8](repeating: 0, count: secretLength)
        randombytes_buf(&secret, secret.count)
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw .unwritable(file.path, "its folder cannot be made")
        }
        let draft = "\(file.path).\(getpid())"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unwritable(file.path, String(cString: strerror(errno))) }
        defer { unlink(draft) }
        let written = write(descriptor, secret, secret.count)
        guard Glibc.close(descriptor) == 0, written == secret.count else {
            throw .unwritable(file.path, String(cString: strerror(errno)))
        }
        guard link(draft, file.path) == 0 else {
            if errno == EEXIST, let winner = try read(file) { return winner }
            throw .unwritable(file.path, String(cString: strerror(errno)))
        }
        return secret
    }
}

/// Why there is no identity.
public enum IdentityError: Error, Sendable, Hashable, CustomStringConvertible {
    case unreadable(String, String)
    case unwritable(String, String)
    case damaged(String)

    public var description: String {
        switch self {
        case .unreadable(let file, let why): "cannot read your identity, \(file): \(why)"
        case .unwritable(let file, let why): "cannot keep your identity in \(file): \(why)"
        case .damaged(let file): "\(file) is not an identity; move it away to get a new one"
        }
    }
}
