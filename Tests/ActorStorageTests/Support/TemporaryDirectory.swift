import FoundationEssentials
import Glibc

/// A directory that is gone when the test is done with it.
final class TemporaryDirectory: Sendable {
    let path: String

    init() throws {
        var template = Array("/tmp/actor-storage-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw MakingFailed(reason: errno) }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    struct MakingFailed: Error { var reason: Int32 }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
