import ActorClient
import ActorStorage
import Foundation
import LoadTesting
import ParlorServer

/// The process of a host on this machine, found by the owner of its data directory.
enum HostProcess {
    /// Looks at the host of the server; what is made gives nil where it is not on this machine, or is not the one that
    /// owns the directory.
    ///
    /// - Parameter data: The host's data directory; nil for the usual one.
    static func sampler(of server: ServerAddress, data: String?) -> @Sendable () -> HostSample? {
        let folder = data ?? Folders.data.path
        guard ListenAddress.isLoopback(server.host), let owner = DataDirectory.owner(of: folder),
            owner.address.flatMap(ListenAddress.init(argument:))?.port == server.port
        else { return { nil } }
        let usage = ProcessUsage(process: owner.process)
        return {
            guard let memory = usage.residentBytes, let time = usage.processorTime else { return nil }
            return HostSample(memory: memory, processorTime: time)
        }
    }
}
