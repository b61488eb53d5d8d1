import NIOCore

/// Tells whether several actors of an event loop talk, or one has it to itself.
struct Speakers {
    /// So long after two actors have spoken by turns there are several.
    private static let memory = TimeAmount.milliseconds(100)

    private var last: ObjectIdentifier?
    private var lastChange: NIODeadline?

    /// Notes that an actor speaks.
    ///
    /// - Returns: Whether others have spoken shortly before.
    mutating func note(_ speaker: ObjectIdentifier, at time: NIODeadline) -> Bool {
        if let last, last != speaker { lastChange = time }
        last = speaker
        guard let lastChange else { return false }
        return time - lastChange <= Self.memory
    }
}
