import ActorClient
import ActorStorage

extension ServerAddress {
    /// The host that is meant: the one that was named, else the one that has the data directory that was named, else the
    /// usual one.
    ///
    /// - Throws: `Failure` for a name that is no address, and for a directory that no host has open: its secret is not for
    ///   whoever else listens where a host is expected.
    static func of(server: String?, data: String?) throws -> ServerAddress {
        if server == nil, let data {
            guard let address = HostProcess.running(in: data)?.address.flatMap(ListenAddress.init(argument:)) else {
                throw Failure("no host has \(data) open; `parlor host --data \(data)` starts one")
            }
            return ServerAddress(host: address.reachable, port: address.port)
        }
        do {
            return try ServerAddress(server ?? Defaults.server)
        } catch {
            throw Failure("\(error)")
        }
    }
}
