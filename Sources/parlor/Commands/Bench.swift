import ActorClient
import ActorStorage
import ActorWire
import ArgumentParser
import Foundation
import LoadTesting
import ParlorRooms
import ParlorServer

struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fill a room with people who talk, and tell what the host makes of it.",
        discussion: """
            Each member is a connection of its own, and gets every message. Checked is that all get all, once and in one \
            order. Start the host for it with --unlimited, on a machine and in a folder made for this, since the messages stay:

              parlor serve bench --unlimited --data /tmp/bench
              parlor bench --data /tmp/bench
              parlor bench --data /tmp/bench --members 5000 --rate 20

            With --quiet-rooms it also tells what people in other rooms feel of it, and with --echo it only opens \
            connections, which lie idle:

              parlor bench --data /tmp/bench --quiet-rooms 200
              parlor serve bench --unlimited --data /tmp/bench --echo /echo
              parlor bench --data /tmp/bench --members 10000 --echo /echo
            """)

    @Option(name: .long, help: ServerOptions.serverHelp)
    var server: String?
    @Option(
        name: .long,
        help: ArgumentHelp("The host's data directory: what it uses of this machine is told then.", valueName: "DIR"))
    var data: String?
    @Option(name: .long, help: "The room.") var room = "bench"
    @Option(name: .shortAndLong, help: "Connections.") var members = 1_000
    @Option(name: .shortAndLong, help: "Members that send.") var senders = 1
    @Option(name: .shortAndLong, help: "Messages that each sender has under way.") var window = 4
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Messages a second of all senders, instead of a window.", valueName: "N"))
    var rate: Double?
    @Option(name: .long, help: "Bytes of text in a message.") var size = 200
    @Option(name: .long, help: "How long to send.") var seconds = 10
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Rooms of ten beside it, a message a second in each: tells how long these take before it and beside it.",
            valueName: "N"))
    var quietRooms: Int?
    @Option(
        name: .long,
        help: ArgumentHelp("Only open connections, at this path of `parlor serve --echo PATH`.", valueName: "PATH"))
    var echo: String?
    @Flag(help: "Print JSON, for programs.") var json = false

    func validate() throws {
        try Naming.validate(room: room)
        try require(members, "--members", 1...100_000)
        try require(senders, "--senders", 1...members)
        try require(window, "--window", 1...10_000)
        try require(size, "--size", 1...RoomLimits().text)
        try require(seconds, "--seconds", 1...3_600)
        if let quietRooms { try require(quietRooms, "--quiet-rooms", 1...1_000) }
        guard echo.map({ $0.wholeMatch(of: /\/[!-~]*/) != nil }) ?? true else {
            throw ValidationError("--echo is a path, as /echo.")
        }
        guard echo == nil || quietRooms == nil else {
            throw ValidationError("--echo opens connections without rooms: leave out --quiet-rooms.")
        }
        guard rate.map({ (0.001...1_000_000).contains($0) }) ?? true else {
            throw ValidationError("--rate is between 0.001 and 1000000.")
        }
    }

    func run() async throws {
        let server = try ServerAddress.of(server: self.server, data: data)
        let line = ProgressLine()
        let report: any BenchReport
        do {
            report = try await measure(server) { line.show($0.words) }
        } catch let error as LoadError {
            line.clear()
            throw Failure(advice(on: error, server))
        }
        line.clear()
        try print(report)
        guard report.isPerfect else { throw Failure("not everybody got every message once and in one order") }
    }

    private func measure(
        _ server: ServerAddress, _ progress: @Sendable (LoadProgress) -> Void
    ) async throws -> any BenchReport {
        let test = LoadTest(plan(server), run: Self.makeRun(), sample: HostProcess.sampler(of: server, data: data))
        if echo != nil { return try await test.connect(progress: progress) }
        guard let quietRooms else { return try await test(progress: progress) }
        return try await test.beside(neighbours(quietRooms, server), progress: progress)
    }

    private func plan(_ server: ServerAddress) -> LoadPlan {
        var plan = LoadPlan(host: server.host, port: server.port)
        plan.place = echo.map { .echo($0) } ?? .room(room)
        plan.members = members
        plan.senders = senders
        plan.pace = rate.map { .rate($0) } ?? .window(window)
        plan.size = size
        plan.seconds = seconds
        return plan
    }

    /// Ten people in each of the rooms, who speak in turn.
    private func neighbours(_ rooms: Int, _ server: ServerAddress) -> LoadPlan {
        var plan = plan(server)
        plan.place = .rooms("\(room)-quiet", count: rooms)
        plan.members = rooms * 10
        plan.senders = plan.members
        plan.pace = .rate(Double(rooms))
        return plan
    }

    private func print(_ report: some BenchReport) throws {
        if json { return try Output.line(String(decoding: try Value(encoding: report).json(), as: UTF8.self)) }
        for line in Table(report.rows(self)).lines { try Output.line(line) }
    }

    /// What can be done about it.
    private func advice(on error: LoadError, _ server: ServerAddress) -> String {
        let command = "parlor serve \(room) --unlimited" + (echo.map { " --echo \($0)" } ?? "")
        if error.isLimitOfHost {
            return "\(error)\nA host without such limits: \(command)"
        }
        guard case .unreachable = error else { return "\(error)" }
        return "\(error)\nNo host may run at \(server): `\(command)` starts one, --server names another."
    }

    /// A word that no other run in the room has.
    private static func makeRun() -> String { "b" + String(UInt32.random(in: .min ... .max), radix: 36) }
}

extension LoadProgress {
    fileprivate var words: String {
        switch self {
        case .connecting(let joined, let members): "\(joined) of \(members) came in"
        case .sending(let second, let seconds, let deliveries): "\(second) of \(seconds) s · \(deliveries) deliveries/s"
        case .draining: "waiting for the last messages"
        }
    }
}
