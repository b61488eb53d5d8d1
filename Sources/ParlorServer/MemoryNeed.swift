import Glibc
import NIOCore

/// A limit of the system on memory under which a host cannot work.
public struct MemoryError: Error, Sendable, Hashable, CustomStringConvertible {
    /// In bytes.
    var limit: UInt64
    var need: UInt64
    /// The option of `ulimit` that sets it.
    var option: String

    public var description: String {
        "memory is limited to \(limit >> 20) MB (ulimit \(option)): a host needs at least \(need >> 20) MB here"
    }
}

/// What a host needs of memory to begin, and to have some room then.
///
/// It is looked at beforehand, since who finds no memory for a thread cannot say so: it ends, or waits for ever.
enum MemoryNeed {
    /// - Throws: `MemoryError` when the system gives this process less.
    static func check() throws(MemoryError) {
        for (resource, option) in [(RLIMIT_AS, "-v"), (RLIMIT_DATA, "-d")] {
            var limit = rlimit()
            guard getrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0 else { continue }
            try check(UInt64(limit.rlim_cur), by: option, processors: UInt64(System.coreCount))
        }
    }

    /// A host that begins takes 80 MB with two processors, nearly all of it stacks of threads, of which each processor
    /// has some; and 700 MB of addresses, where each thread reserves some for what it allocates.
    static func check(_ limit: UInt64, by option: String, processors: UInt64) throws(MemoryError) {
        let megabytes = option == "-v" ? 640 + 160 * processors : 128 + 16 * processors
        guard limit < megabytes << 20 else { return }
        throw MemoryError(limit: limit, need: megabytes << 20, option: option)
    }
}
