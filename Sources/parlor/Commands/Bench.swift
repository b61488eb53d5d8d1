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
    @Flag(help: "Print JSON, for programs.") var json = false

    func validate() throws {
        try Naming.validate(room: room)
        try require(members, "--members", 1...100_000)
        try require(senders, "--senders", 1...members)
        try require(window, "--window", 1...10_000)
        try require(size, "--size", 1...RoomLimits().text)
        try require(seconds, "--seconds", 1...3_600)
        guard rate.map({ (0.001...1_000_000).contains($0) }) ?? true else {
            throw ValidationError("--rate is between 0.001 and 1000000.")
        }
    }

    func run() async throws {
        let server = try ServerAddress.of(server: self.server, data: data)
        var plan = LoadPlan(host: server.host, port: server.port)
        plan.room = room
        plan.members = members
        plan.senders = senders
        plan.pace = rate.map { .rate($0) } ?? .window(window)
        plan.size = size
        plan.seconds = seconds
        let line = ProgressLine()
        let test = LoadTest(plan, run: Self.makeRun(), sample: HostProcess.sampler(of: server, data: data))
        let report: LoadReport
        do {
            report = try await test { line.show($0.words) }
        } catch let error as LoadError {
            line.clear()
            throw Failure(advice(on: error, server))
        }
        line.clear()
        try print(report)
        guard report.isPerfect else { throw Failure("not everybody got every message once and in one order") }
    }

    private func print(_ report: LoadReport) throws {
        if json { return try Output.line(String(decoding: try Value(encoding: report).json(), as: UTF8.self)) }
        for line in Table(report.rows(rate: rate, window: window)).lines { try Output.line(line) }
    }

    /// What can be done about it.
    private func advice(on error: LoadError, _ server: ServerAddress) -> String {
        if error.isLimitOfHost {
            return "\(error)\nA host without such limits: parlor serve \(room) --unlimited"
        }
        guard case .unreachable = error else { return "\(error)" }
        return """
            \(error)
            No host may run at \(server): `parlor serve \(room) --unlimited` starts one, --server names another.
            """
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

extension LoadReport {
    fileprivate func rows(rate: Double?, window: Int) -> [[String]] {
        let pace = rate.map { "\($0.formatted(.number)) messages/s" } ?? "\(window) messages under way each"
        var rows = [
            ["members", "\(members)", "\(joinsPerSecond.whole) joins/s"],
            ["senders", "\(senders)", "\(pace), \(size) bytes each"],
            ["messages", "\(messages)", "\(messagesPerSecond.whole)/s"],
            ["deliveries", "\(deliveries)", "\(deliveriesPerSecond.whole)/s"],
            [
                "latency", "p50 \(latency.p50.milliseconds)",
                "p90 \(latency.p90.milliseconds), p99 \(latency.p99.milliseconds), "
                    + "p99.9 \(latency.p999.milliseconds), max \(latency.max.milliseconds)",
            ],
            ["lost", "\(lost)", "\(duplicates) twice, \(reordered) late, \(disagreements) in another order"],
            ["closed", "\(closed)", "connections that the host ended"],
        ]
        if let host {
            rows.append([
                "host", "\((host.memoryPerConnection / 1_024).tenths) KiB/connection",
                "\(host.memory >> 20) MiB at the end, \(host.processorPerDelivery.tenths) µs of processor a delivery",
            ])
        }
        return rows
    }
}

extension Double {
    fileprivate var whole: String { formatted(.number.precision(.fractionLength(0)).grouping(.never)) }
    fileprivate var tenths: String { formatted(.number.precision(.fractionLength(1)).grouping(.never)) }
    fileprivate var milliseconds: String { "\(tenths) ms" }
}
