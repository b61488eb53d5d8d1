import ActorClient
import ArgumentParser
import Foundation
import ParlorApp
import ParlorRooms

/// Which server, and who asks.
struct ServerOptions: ParsableArguments {
    @Option(name: .long, help: Self.serverHelp)
    var server: String?

    @Option(name: .shortAndLong, help: Self.nameHelp)
    var name: String?

    @Option(
        name: .long,
        help: ArgumentHelp("The host's data directory: whoever can read it acts as the host.", valueName: "DIR"))
    var data: String?

    func validate() throws {
        if let name { try Naming.validate(person: name) }
        guard let server else { return }
        do { _ = try ServerAddress(server) } catch { throw ValidationError("\(error)") }
    }

    static let nameHelp = ArgumentHelp("Your name. Default: that of config.toml, else your login name.")

    static let serverHelp = ArgumentHelp(
        "The host's address. Default: where the host of --data listens, else that of config.toml, else \(Defaults.server).",
        valueName: "http://HOST:PORT")

    func address() throws -> ServerAddress {
        try .of(server: server ?? (data == nil ? Settings.mine().server : nil), data: data)
    }

    func personName() throws -> String { try Person.name(name) }
}

enum Person {
    /// - Parameter wanted: What the command line says.
    static func name(_ wanted: String?) throws -> String { try wanted ?? Settings.mine().name ?? loginName }

    /// The name of the account, or `guest` where it has none.
    private static var loginName: String {
        let environment = ProcessInfo.processInfo.environment
        let name = environment["USER"] ?? environment["LOGNAME"] ?? NSUserName()
        return name.isEmpty ? "guest" : name
    }

    /// How a person introduces themselves to the server: by a name, and by the token that goes with it there.
    ///
    /// - Parameter asHost: Whether somebody on the host's own machine who can read its data directory comes as the
    ///   host, as they do when they name the directory. Nobody but that host hears its secret.
    static func parameters(
        _ options: ServerOptions, server: ServerAddress, asHost: Bool = false
    ) throws -> Introduction {
        let name = try options.personName()
        if let data = options.data {
            return Introduction(name: name, token: try HostIdentity.token(in: URL(filePath: data)))
        }
        if asHost, options.name == nil, HostIdentity.exists(in: Folders.data),
            HostProcess.owner(of: Folders.data.path, at: server) != nil
        {
            return Introduction(name: name, token: try HostIdentity.token(in: Folders.data))
        }
        let identity = try Identity(file: Folders.configuration.appending(path: "identity"))
        return Introduction(name: name, token: identity.token(server: server.description, name: name))
    }
}

/// Who the host is: a secret in the data directory, so that it stays with what it owns.
enum HostIdentity {
    static func token(in data: URL) throws -> String {
        try Identity(file: file(in: data)).token(server: "host", name: "")
    }

    static func exists(in data: URL) -> Bool { FileManager.default.isReadableFile(atPath: file(in: data).path) }

    private static func file(in data: URL) -> URL { data.appending(path: "host-identity") }
}
