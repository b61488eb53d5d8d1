import ActorClient
import ArgumentParser
import Foundation
import Logging
import ParlorApp
import ParlorRooms
import ParlorServer
import ServiceLifecycle

struct Host: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Host rooms, with the operator's screen.",
        discussion: "The screen is an ordinary member of the room, which it owns. Leaving it ends the host.")

    @Argument(help: "The room to open. Default: that of config.toml, else \(Defaults.room).") var room: String?
    @Option(name: .shortAndLong, help: ServerOptions.nameHelp) var name: String?
    @OptionGroup(title: "Hosting") var options: HostOptions
    @OptionGroup(title: "Limits") var limits: LimitOptions

    func validate() throws {
        if let room { try Naming.validate(room: room) }
        if let name { try Naming.validate(person: name) }
    }

    func run() async throws {
        try Screen.require(instead: "`parlor serve` hosts without a screen.")
        let room = try room ?? Settings.mine().room ?? Defaults.room
        let (logger, logFile) = try Log.open("host", level: options.logLevel.level)
        let ready = AsyncStream.makeStream(of: ParlorServer.Address.self)
        let troubles = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(10))
        let server = ParlorServer(
            try options.configuration(rooms: [room], limits), logger: logger,
            onTrouble: { troubles.continuation.yield($0.sentence) }, onReady: { ready.continuation.yield($0) })
        let group = ServiceGroup(configuration: .init(services: [server], logger: logger))
        try await explainingStart {
            try await withThrowingTaskGroup { tasks in
                tasks.addTask {
                    defer { ready.continuation.finish() }
                    try await group.run()
                }
                // However the screen ends, the host ends in order.
                var ending: (any Error)?
                for await address in ready.stream {
                    do { try await chat(in: room, at: address, logger, logFile, troubles.stream) } catch {
                        ending = error
                    }
                    break
                }
                await group.triggerGracefulShutdown()
                try await tasks.waitForAll()
                if let ending { throw ending }
            }
        }
    }

    private func chat(
        in room: String, at address: ParlorServer.Address, _ logger: Logger, _ logFile: String,
        _ troubles: AsyncStream<String>
    ) async throws {
        let person = try Person.name(name)
        let token = try HostIdentity.token(in: options.dataFolder)
        let listening = ListenAddress(address)
        let server = ServerAddress(host: listening.reachable, port: listening.port)
        var configuration = ChatConfiguration(
            server: server, rooms: [FoundRoom(name: room, kind: .chat)], name: person, logFile: logFile, logger: logger
        ) {
            Introduction(name: person, token: token)
        }
        configuration.isHost = true
        configuration.greeting = [
            "You host this room. Others on this machine join with: parlor join\(hint(room, server))"
        ]
        if let admin = options.adminSentence(address) { configuration.greeting.append(admin) }
        if options.unlimited { configuration.greeting.append("Flood control and limits for each address are off.") }
        configuration.troubles = troubles
        try await Screen.chat(configuration)
    }

    /// What to add to `parlor join` where its defaults do not lead here.
    private func hint(_ room: String, _ server: ServerAddress) -> String {
        let room = room == Defaults.room ? "" : " \(room)"
        return server.description == Defaults.server ? room : "\(room) --server \(server)"
    }
}

extension ListenAddress {
    /// An address by which this machine reaches itself, also when the host listens on all.
    var reachable: String {
        switch host {
        case "0.0.0.0", "": "127.0.0.1"
        case "::": "::1"
        default: host
        }
    }
}
