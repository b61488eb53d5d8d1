/// What happened in a simulation, line by line, and a sum of all of it by which two runs are compared.
// Sendable: see RunQueue.
final class Trace: @unchecked Sendable {
    private let keepsLines: Bool
    private(set) var lines: [String] = []
    /// FNV-1a over all lines.
    private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325

    init(keepsLines: Bool) { self.keepsLines = keepsLines }

    func note(_ time: Duration, _ who: String, _ what: String) {
        let line = "\(Self.seconds(time))  \(who): \(what)"
        for byte in line.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        if keepsLines { lines.append(line) }
    }

    private static func seconds(_ time: Duration) -> String {
        let milliseconds = Int(time / .milliseconds(1))
        let (whole, rest) = milliseconds.quotientAndRemainder(dividingBy: 1_000)
        let digits = String(whole)
        let fraction = String(rest)
        return String(repeating: " ", count: max(0, 4 - digits.count)) + digits + "."
            + String(repeating: "0", count: 3 - fraction.count) + fraction
    }
}
