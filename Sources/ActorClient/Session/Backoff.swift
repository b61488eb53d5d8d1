/// How long to wait before the next attempt: a random time between the shortest delay and a ceiling that doubles with
/// every failure. The randomness spreads the clients of a server that comes back over the whole range.
struct Backoff: Sendable {
    let shortest: Duration
    let longest: Duration

    /// - Parameter failures: how many attempts in a row have failed; from 1.
    func delay(afterFailures failures: Int, using random: inout some RandomNumberGenerator) -> Duration {
        var ceiling = shortest
        // Past 32 doublings even a nanosecond has outgrown any sensible limit.
        for _ in 0..<min(failures, 32) where ceiling < longest { ceiling *= 2 }
        ceiling = max(shortest, min(ceiling, longest))
        return shortest + (ceiling - shortest) * Double.random(in: 0...1, using: &random)
    }
}
