import ActorStorage
import ArgumentParser
import Foundation
import Logging
import ParlorServer
import ServiceLifecycle
import UnixSignals

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Host rooms without a screen.",
        discussion:
            """
            SIGTERM or Ctrl-C ends it in order: what was acknowledged is kept, and people are told to come back. A second \
            one ends it at once.
            """)

    @Argument(help: "Rooms that exist from the start.") var rooms = [Defaults.room]
    @OptionGroup(title: "Hosting") var options: HostOptions
    @OptionGroup(title: "Limits") var limits: LimitOptions

    func validate() throws {
        for room in rooms { try Naming.validate(room: room) }
    }

    func run() async throws {
        let (logger, _) = try Log.open("serve", level: options.logLevel.level)
        let server = ParlorServer(
            try options.configuration(rooms: rooms, limits), logger: logger, onTrouble: complain, onReady: greet)
        let impatience = Impatience(SIGTERM, SIGINT)
        let group = ServiceGroup(
            configuration: .init(services: [server], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await explainingStart { try await group.run() }
        withExtendedLifetime(impatience) {}
    }

    private func greet(_ address: ParlorServer.Address) {
        print("Serving \(rooms.joined(separator: ", ")) on http://\(ListenAddress(address))")
        print("Join with: parlor join --server http://\(ListenAddress(address))")
        if let admin = options.adminSentence(address) { print(admin) }
        if options.unlimited { print("Flood control and limits for each address are off.") }
        fflush(nil)
    }

    private func complain(_ health: StoreHealth) {
        FileHandle.standardError.write(Data("parlor: \(health.sentence)\n".utf8))
    }
}
