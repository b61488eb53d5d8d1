import ActorClient
import ActorStorage
import Foundation
import Glibc
import LoadTesting
import ParlorServer

/// The process of a host on this machine, found by the owner of its data directory.
enum HostProcess {
    /// The host that owns a data directory, if it runs, and is the one that listens there on this machine.
    static func owner(of folder: String, at server: ServerAddress) -> DirectoryOwner? {
        guard ListenAddress.isLoopback(server.host), let owner = running(in: folder),
            owner.address.flatMap(ListenAddress.init(argument:))?.port == server.port
        else { return nil }
        return owner
    }

    /// The host that owns a data directory, if it runs. One that was killed left its name there.
    static func running(in folder: String) -> DirectoryOwner? {
        DataDirectory.owner(of: folder).flatMap { kill($0.process, 0) == 0 ? $0 : nil }
    }

    /// Looks at the host of the server; what is made gives nil where it is not on this machine, or is not the one that
    /// owns the directory.
    ///
    /// - Parameter data: The host's data directory; nil for the usual one.
    static func sampler(of server: ServerAddress, data: String?) -> @Sendable () -> HostSample? {
        guard let owner = owner(of: data ?? Folders.data.path, at: server) else { return { nil } }
        let usage = ProcessUsage(process: owner.process)
        return {
            guard let memory = usage.residentBytes, let time = usage.processorTime else { return nil }
            return HostSample(memory: memory, processorTime: time)
        }
    }
}
