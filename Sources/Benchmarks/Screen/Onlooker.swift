import Foundation
import Glibc
import ProgramTesting

/// A program in a terminal, and who sits before it.
final class Onlooker {
    static let columns: UInt16 = 120
    static let rows: UInt16 = 36

    let program: RunningProgram
    private let terminal: PseudoTerminal
    private let start = ContinuousClock.now
    /// What came to the terminal so far.
    private(set) var bytes = 0

    init(_ program: String, _ arguments: [String], environment: [String: String] = [:], folder: URL) throws {
        terminal = try PseudoTerminal(columns: Self.columns, rows: Self.rows)
        self.program = try RunningProgram(
            program, arguments, environment: environment, folder: folder, terminal: terminal)
    }

    deinit { terminal.close() }

    /// Ends the program, for a benchmark that needs it no more.
    func end() async throws {
        program.send(SIGTERM)
        while program.isRunning { see(for: .milliseconds(10)) }
    }

    // MARK: Seeing

    /// Sees what comes for some time.
    func see(for time: Duration) {
        let end = ContinuousClock.now + time
        while case let left = end - .now, left > .zero { bytes += terminal.read(within: left).count }
    }

    /// Sees what comes until nothing more does for a while.
    func seeAll() {
        while case let count = terminal.read(within: .milliseconds(500)).count, count > 0 { bytes += count }
    }

    /// Waits for a text.
    ///
    /// - Returns: When it had come.
    @discardableResult
    func sees(_ text: String) throws -> ContinuousClock.Instant {
        let wanted = Array(text.utf8)
        let end = ContinuousClock.now + .seconds(20)
        var seen: [UInt8] = []
        while case let left = end - .now, left > .zero {
            seen += terminal.read(within: left)
            let time = ContinuousClock.now
            guard seen.firstRange(of: wanted) != nil else { continue }
            bytes += seen.count
            return time
        }
        throw NotSeen(
            description: "not on the screen: \(text), but \(String(decoding: seen, as: UTF8.self).debugDescription)")
    }

    // MARK: Measuring

    /// How long it takes from the start of the program until a text is there.
    func timeUntil(_ text: String) throws -> Duration { try sees(text) - start }

    /// Letters that nothing else on the screen has, and whose bytes are in no escape sequence: what brings one is the
    /// paint of its key.
    private static let letters = "αβγδεζηθικλμνξοπρστυφχψω".map(String.init)
    /// Ctrl-U, which empties the input line.
    private static let erase = "\u{15}"

    /// How long it takes from a key to its letter, of all that are typed in some time.
    func timesOfKeys(for time: Duration) throws -> Times {
        let end = ContinuousClock.now + time
        var times: [Duration] = []
        while ContinuousClock.now < end {
            for letter in Self.letters {
                see(for: .milliseconds(.random(in: 20...60)))
                let typed = ContinuousClock.now
                terminal.type(letter)
                times.append(try sees(letter) - typed)
            }
            terminal.type(Self.erase)
        }
        see(for: .milliseconds(100))
        return Times(times)
    }

    /// How many bytes the whole screen takes, as after a resize.
    func bytesOfRepaint() -> Int {
        seeAll()
        let before = bytes
        terminal.resize(columns: Self.columns, rows: Self.rows - 1)
        seeAll()
        return bytes - before
    }
}

/// How long something took, many times.
struct Times {
    private let sorted: [Duration]

    init(_ times: [Duration]) { sorted = times.sorted() }

    /// In milliseconds, below which this share of them is.
    func at(_ share: Double) -> Double {
        sorted.isEmpty ? 0 : sorted[min(Int(Double(sorted.count) * share), sorted.count - 1)] / .milliseconds(1)
    }
}
