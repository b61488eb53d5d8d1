import ActorClient
import ActorStorage
import ArgumentParser

extension ServerAddress {
    /// The host that is meant: the one that was named, else the one that has the data directory that was named, else the
    /// usual one.
    ///
    /// - Throws: `ValidationError` for a name that is no address.
    static func of(server: String?, data: String?) throws -> ServerAddress {
        do {
            if server == nil, let data, let host = host(of: data) { return host }
            return try ServerAddress(server ?? Defaults.server)
        } catch {
            throw ValidationError("\(error)")
        }
    }

    /// Where the host listens that has a data directory, or had it last; nil where that is not known.
    private static func host(of data: String) -> ServerAddress? {
        guard let address = DataDirectory.owner(of: data)?.address.flatMap(ListenAddress.init(argument:)) else {
            return nil
        }
        return ServerAddress(host: address.reachable, port: address.port)
    }
}
