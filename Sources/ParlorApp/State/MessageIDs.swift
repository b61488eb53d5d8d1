/// Makes the ids by which a room says a repeated post once: a random beginning, one for each start of the program, and
/// a number.
struct MessageIDs: Sendable {
    let prefix: String
    private var next = 1

    init(using randomness: inout some RandomNumberGenerator) {
        prefix = String(UInt64.random(in: .min ... .max, using: &randomness), radix: 36)
    }

    mutating func make() -> String {
        defer { next += 1 }
        return "\(prefix)-\(next)"
    }
}
