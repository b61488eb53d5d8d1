import ActorClient
import ArgumentParser
import Foundation
import ParlorApp

/// Which server, and who asks.
struct ServerOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The host's address.", valueName: "http://HOST:PORT"))
    var server = Defaults.server

    @Option(name: .shortAndLong, help: "Your name. Default: your login name.")
    var name: String?

    @Option(
        name: .long,
        help: ArgumentHelp("The host's data directory: whoever can read it acts as the host.", valueName: "DIR"))
    var data: String?

    func address() throws -> ServerAddress {
        do {
            return try ServerAddress(server)
        } catch {
            throw ValidationError("\(error)")
        }
    }

    var personName: String { name ?? Person.loginName }
}

enum Person {
    /// The name of the account, or `guest` where it has none.
    static var loginName: String {
        let environment = ProcessInfo.processInfo.environment
        let name = environment["USER"] ?? environment["LOGNAME"] ?? NSUserName()
        return name.isEmpty ? "guest" : name
    }

    /// The token by which the server knows this person again under this name.
    static func token(server: ServerAddress, name: String) throws -> String {
        try Identity(file: Folders.configuration.appending(path: "identity"))
            .token(server: server.description, name: name)
    }
}
