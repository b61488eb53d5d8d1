/// A call of an action, encoded and on its way.
struct Call: Sendable, Equatable {
    let id: UInt64
    let frame: [UInt8]
    /// Whether it may be sent again when it may have run.
    let isIdempotent: Bool
    /// When its caller stops waiting.
    let deadline: Duration
}
