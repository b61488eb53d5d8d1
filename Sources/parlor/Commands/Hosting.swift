import ActorGateway
import ActorRuntime
import ActorStorage
import ActorWire
import ParlorServer

extension ListenAddress {
    init(_ address: ParlorServer.Address) {
        self.init(host: address.host, port: address.port)
    }

    init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    var url: String { "http://\(self)" }
}

extension HostOptions {
    /// Where the admin side of a running host is; nil when there is none.
    func adminSentence(_ address: ParlorServer.Address) -> String? {
        guard let admin, let port = address.adminPort else { return nil }
        return "Metrics and health: \(ListenAddress(host: admin.host, port: port).url)/metrics and /health"
    }
}

/// Says why a host did not start, and what to do about it.
func explainingStart<Result>(_ body: () async throws -> Result) async throws -> Result {
    do {
        return try await body()
    } catch let error as GatewayError {
        guard case .addressInUse(let host, let port) = error else { throw Failure("\(error)") }
        let url = "http://\(ListenAddress(host: host, port: port).reachable):\(port)"
        let server = url == Defaults.server ? "" : " --server \(url)"
        throw Failure(
            "\(error)\nIf a host runs there, `parlor join\(server)` joins it; --listen ADDR:PORT takes another port.")
    } catch let error as AdminError {
        throw Failure("\(error)\n--admin ADDR:PORT takes another port.")
    } catch let error as StoreError {
        throw Failure("\(error)\n`parlor check` says what is wrong with it, `parlor restore` brings back a backup.")
    } catch let error as WireError {
        throw Failure(error.message)
    } catch let error as DataDirectoryError {
        guard case .inUse(_, let owner) = error else { throw Failure("\(error); --data DIR names another.") }
        let server = owner?.address.map { " --server http://\($0)" } ?? ""
        throw Failure("\(error)\n`parlor join\(server)` joins that host; --data DIR starts another one.")
    }
}

extension StoreHealth {
    /// What the operator is told.
    var sentence: String {
        switch self {
        case .well: "Rooms are kept again."
        case .degraded(_, let why):
            "Rooms cannot be kept: \(why). What was said is safe; what is new is refused until this is mended."
        case .damaged(_, let why):
            "Something of the rooms cannot be read: \(why). What is whole goes on. `parlor check` says more; end the host, "
                + "and `parlor restore` brings back a backup."
        }
    }
}
