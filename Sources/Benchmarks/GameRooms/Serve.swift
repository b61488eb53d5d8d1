import ActorGateway
import ActorRuntime
import ActorStorage
import ArgumentParser
import CoreMetrics
import Foundation
import Logging
import NIOCore
import ParlorRooms

/// Hosts the rooms, and tells how late their ticks were.
struct Serve: AsyncParsableCommand {
    @Option(help: "Rooms, one measurement for each number.") var rooms: [Int] = [25, 50, 100, 200, 400]
    @Option(help: "Seconds of each measurement.") var seconds = 8

    func run() async throws {
        let ticks = TickTimes()
        MetricsSystem.bootstrap(ticks)
        print("rooms  ticks/s  lateness p50   p99   max ms  core used  bytes a tick and player  back to a frame ms")
        for count in rooms { print(try await measure(count, ticks)) }
    }

    private func measure(_ count: Int, _ ticks: TickTimes) async throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let logger = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
        let directory = try DataDirectory(path: folder.path, program: "bench", at: SystemClock().now)
        let store = try SQLiteStore(in: directory, logger: logger)
        var limits = RoomLimits.unlimited
        limits.rooms = 10_000
        let system = ActorSystem(
            [
                Registration(GameRoom(limits: limits)), Registration(Lobby(limits: limits)),
                Registration(Ratings(limits: limits)), Registration(MatchArchive()),
            ], store: store, logger: logger)
        var configuration = GatewayConfiguration()
        configuration.port = 0
        configuration.connectionsPerAddress = nil
        configuration.arrivalRate = nil
        let gateway = Gateway(system: system, configuration: configuration, logger: logger)
        let line = try await withThrowingTaskGroup { group in
            group.addTask { await system.run() }
            let port = try await gateway.start().port ?? 0
            let players = try PlayersProcess(rooms: count, port: port, seconds: seconds)
            try await players.ready()
            ticks.reset()
            let before = processorTime
            try await Task.sleep(for: .seconds(seconds))
            let used = (processorTime - before) / .seconds(seconds)
            let late = ticks.sorted
            let report = try await players.report()
            await gateway.shutdown()
            await system.shutdown()
            group.cancelAll()
            return Self.line(count, late, used, report, seconds: seconds)
        }
        await store.close()
        directory.release()
        return line
    }

    private static func line(
        _ rooms: Int, _ late: [Duration], _ used: Double, _ report: PlayersReport, seconds: Int
    ) -> String {
        func at(_ share: Double) -> String {
            guard !late.isEmpty else { return "-" }
            let index = min(Int(Double(late.count) * share), late.count - 1)
            return String(format: "%.2f", late[index] / .milliseconds(1))
        }
        return String(
            format: "%5d  %7d  %12@  %4@  %8@  %8.0f%%  %23.1f  %18.2f", rooms, late.count / seconds,
            at(0.5) as NSString,
            at(0.99) as NSString, at(1) as NSString, used * 100, report.bytesPerFrame, report.comebackMilliseconds)
    }
}
