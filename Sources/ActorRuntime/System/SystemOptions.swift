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
    let version: UInt128 = 0x4 << 76
    let variant: UInt128 = 0x8 << 60
    let random = UInt128.random(in: 0 ... .max) & ~(0xF << 76 | 0xC << 60)
    var digits = random | version | variant
    return String(unsafeUninitializedCapacity: 36) { text in
        for place in (0..<36).reversed() {
            switch place {
            case 8, 13, 18, 23:
                text[place] = UInt8(ascii: "-")
            default:
                let digit = UInt8(truncatingIfNeeded: digits & 0xF)
                text[place] = digit + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
                digits >>= 4
            }
        }
        return 36
    }
}
