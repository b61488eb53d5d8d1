import ActorGateway
import ActorStorage
import ArgumentParser
import Foundation
import ParlorServer

/// What `host` and `serve` have in common.
struct HostOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Where the host keeps its rooms. Default: parlor in the user's data folder.", valueName: "DIR"))
    var data: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Where to listen. Default: that of config.toml, else 127.0.0.1:6420, this machine only.",
            valueName: "ADDR:PORT"))
    var listen: ListenAddress?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Where your programs find /metrics for Prometheus and /health; a port alone is one of this machine. Default: nowhere.",
            valueName: "ADDR:PORT"))
    var admin: ListenAddress?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "What the log tells: debug, info, notice, warning or error. Default: info.", valueName: "LEVEL"))
    var logLevel = LogLevel.info

    @Flag(help: "No flood control and no limits for each address; for load tests, on loopback only.")
    var unlimited = false

    @Flag(help: "Make messages survive a power cut too, at some cost in speed.")
    var durable = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A path at which the host only sends back what it gets, for load tests. Default: none.", valueName: "PATH"))
    var echo: String?

    var dataFolder: URL { data.map { URL(filePath: $0) } ?? Folders.data }

    func address() throws -> ListenAddress { try listen ?? Settings.mine().listen ?? ListenAddress() }

    func validate() throws {
        if unlimited, try !address().isLoopback {
            throw ValidationError("--unlimited works on loopback only: leave it out, or listen on 127.0.0.1.")
        }
    }

    func configuration(rooms: [String], _ limits: LimitOptions) throws -> ServerConfiguration {
        var configuration = ServerConfiguration(dataDirectory: dataFolder.path)
        limits.apply(to: &configuration, unlimited: unlimited)
        let address = try address()
        configuration.gateway.host = address.host
        configuration.gateway.port = address.port
        configuration.gateway.echoPath = echo
        configuration.rooms = rooms
        configuration.durability = durable ? .powerLoss : .processCrash
        configuration.program = "parlor \(Defaults.version)"
        configuration.version = Defaults.version
        configuration.admin = admin.map { AdminAddress(host: $0.host, port: $0.port) }
        configuration.hostToken = Secret(try HostIdentity.token(in: dataFolder))
        return configuration
    }
}

/// An address to listen on: `127.0.0.1:6420`, `[::1]:6420`, `:6420` or `6420`.
struct ListenAddress: ExpressibleByArgument, CustomStringConvertible {
    var host = "127.0.0.1"
    var port = 6420

    init() {}

    init?(argument: String) {
        var text = argument[...]
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            host = String(text[text.index(after: text.startIndex)..<end])
            text = text[text.index(after: end)...]
        } else if let colon = text.lastIndex(of: ":") {
            if colon != text.startIndex { host = String(text[..<colon]) }
            text = text[colon...]
        } else if !text.allSatisfy(\.isNumber) {
            host = String(text)
            text = ""
        }
        if text.hasPrefix(":") { text.removeFirst() }
        guard !host.contains(":") || argument.hasPrefix("[") else { return nil }
        guard !text.isEmpty else { return }
        guard let port = Int(text), (0...65_535).contains(port) else { return nil }
        self.port = port
    }

    var isLoopback: Bool { Self.isLoopback(host) }

    static func isLoopback(_ host: String) -> Bool { HostHeader.isLoopback(host) }

    var description: String { (host.contains(":") ? "[\(host)]" : host) + ":\(port)" }
}
