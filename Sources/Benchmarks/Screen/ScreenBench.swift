import Foundation
import ProgramTesting

/// The measurements, one after the other, of `parlor join` and of a `cat` that gives back each key at once: what any program
/// in a terminal takes.
struct ScreenBench {
    let server: String
    let folder: URL
    let seconds: Int
    let rate: Int

    func run(_ tell: (Finding) -> Void) async throws {
        let (starts, screen) = try await start(join)
        let (floorStarts, floor) = try await start(cat)
        tell(Finding(name: "start to first paint, ms", figure: starts, baseline: ("`cat`", floorStarts)))
        // The connection, and what comes with it.
        try screen.sees("●")
        screen.seeAll()

        let keys = try floor.timesOfKeys(for: .seconds(seconds))
        try await floor.end()
        try tellKeys("quiet", screen, keys, tell)
        let talker = try talk(for: seconds + 2)
        try screen.sees("flo")
        try tellKeys("at \(rate) messages a second", screen, keys, tell)
        try await finish(talker, before: screen)

        try await tellMessages(screen, tell)
        let (bytes, time) = (screen.bytes, try screen.program.processorTime)
        screen.see(for: .seconds(seconds))
        let idle = try screen.program.processorTime - time
        tell(Finding(name: "idle, a second, bytes", figure: Double(screen.bytes - bytes) / Double(seconds)))
        tell(Finding(name: "idle, a second, ms of processor", figure: idle / Double(seconds)))
        try await screen.end()
    }

    // MARK: Programs

    private func join() throws -> Onlooker {
        let home = folder.appending(path: "kai").path
        return try Onlooker(
            BuiltPrograms.path("parlor"), ["join", "--server", server, "--name", "kai"],
            environment: [
                "HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home, "XDG_STATE_HOME": home,
                "TERM": "xterm-256color", "LC_ALL": "C.UTF-8",
            ], folder: folder)
    }

    private func cat() throws -> Onlooker {
        try Onlooker("/bin/sh", ["-c", "stty raw -echo; printf '[kai]'; exec cat"], folder: folder)
    }

    private func talk(for seconds: Int) throws -> RunningProgram {
        try RunningProgram(
            BuiltPrograms.path("bench-screen"),
            ["talk", "--server", server, "--rate", "\(rate)", "--seconds", "\(seconds)"], folder: folder)
    }

    /// Goes on seeing until the talk is over, and what was said is painted.
    private func finish(_ talker: RunningProgram, before screen: Onlooker) async throws {
        while talker.isRunning { screen.see(for: .milliseconds(20)) }
        screen.seeAll()
        let outcome = try await talker.end()
        guard outcome.status == 0 else { throw NotSeen(description: "nobody talks: \(outcome.errors)") }
    }

    // MARK: Measurements

    /// Starts a program some times.
    ///
    /// - Returns: The median of the times until its prompt was there, and the last one, which still runs.
    private func start(_ program: () throws -> Onlooker) async throws -> (milliseconds: Double, Onlooker) {
        var times: [Duration] = []
        while true {
            let onlooker = try program()
            times.append(try onlooker.timeUntil("[kai]"))
            if times.count == 5 { return (Times(times).at(0.5), onlooker) }
            try await onlooker.end()
        }
    }

    private func tellKeys(_ when: String, _ screen: Onlooker, _ floor: Times, _ tell: (Finding) -> Void) throws {
        let times = try screen.timesOfKeys(for: .seconds(seconds))
        for (name, share) in [("p50", 0.5), ("p99", 0.99)] {
            tell(
                Finding(
                    name: "a key \(when), \(name), ms", figure: times.at(share),
                    baseline: ("`cat`, quiet", floor.at(share))))
        }
    }

    private func tellMessages(_ screen: Onlooker, _ tell: (Finding) -> Void) async throws {
        let (bytes, time) = (screen.bytes, try screen.program.processorTime)
        try await finish(try talk(for: seconds), before: screen)
        let messages = Double(seconds * rate)
        let perMessage = Double(screen.bytes - bytes) / messages
        let processor = (try screen.program.processorTime - time) / messages
        tell(
            Finding(
                name: "a message of those, bytes", figure: perMessage,
                baseline: ("the whole screen", Double(screen.bytesOfRepaint()))))
        tell(Finding(name: "a message of those, ms of processor", figure: processor))
    }
}
