public import CoreMetrics

/// Limits and sources of a whole system of actors.
public struct SystemOptions: Sendable {
    /// How long a shutdown waits for actors to finish. Default 15 s.
    public var shutdownTimeout: Duration = .seconds(15)
    /// The longest page that is read from a journal, in bytes. Default 512 KiB.
    public var journalPageBytes = 512 << 10
    /// Makes the ids of actors, connections, schedules and incidents. Default: random UUIDs.
    public var makeID: @Sendable () -> String = { randomUUID() }

    /// Where the system counts and measures. Default: what the program has chosen for all.
    public var metrics: any MetricsFactory = MetricsSystem.factory

    public init() {}
}

/// A version 4 UUID (RFC 9562 section 5.4) from the system's generator.
private func randomUUID() -> String {
    var generator = SystemRandomNumberGenerator()
    let high = generator.next() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
    let low = generator.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    let digits = hexadecimal(high) + hexadecimal(low)
    var text = ""
    for (index, digit) in digits.enumerated() {
        if [8, 12, 16, 20].contains(index) { text.append("-") }
        text.append(digit)
    }
    return text
}

private func hexadecimal(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
}
