import ActorClient
import ActorWire
import ArgumentParser
import Foundation
import Logging
import ParlorRooms
import Synchronization

/// Plays Tron in many rooms, four people in each.
struct Play: AsyncParsableCommand {
    @Option var rooms: Int
    @Option var port: Int
    @Option var seconds: Int

    func run() async throws {
        let server = try ServerAddress("http://127.0.0.1:\(port)")
        let frames = FrameSizes()
        try await withThrowingTaskGroup { group in
            var tables: [PlayedTable] = []
            for number in 1...rooms {
                let table = try await PlayedTable(number, server)
                tables.append(table)
                for player in table.players { group.addTask { _ = await player.client.run() } }
            }
            for table in tables { try await table.begin(&group, frames) }
            try await Task.sleep(for: .seconds(4))
            frames.reset()
            say("ready")
            var comebacks: [Duration] = []
            let end = ContinuousClock.now + .seconds(seconds)
            while ContinuousClock.now < end {
                try await Task.sleep(for: .milliseconds(400))
                comebacks.append(try await tables[comebacks.count % tables.count].watchAnew())
            }
            let median = comebacks.sorted()[comebacks.count / 2]
            let report = PlayersReport(
                bytesPerFrame: frames.mean, comebackMilliseconds: median / .milliseconds(1))
            say(String(decoding: try JSONEncoder().encode(report), as: UTF8.self))
            group.cancelAll()
        }
    }

    private func say(_ line: String) { try? FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8)) }
}

/// How long the frames of ticks were.
final class FrameSizes: Sendable {
    private let sum = Mutex((bytes: 0, frames: 0))

    func add(_ bytes: Int) { sum.withLock { $0 = ($0.bytes + bytes, $0.frames + 1) } }
    func reset() { sum.withLock { $0 = (0, 0) } }
    var mean: Double { sum.withLock { $0.frames == 0 ? 0 : Double($0.bytes) / Double($0.frames) } }
}
