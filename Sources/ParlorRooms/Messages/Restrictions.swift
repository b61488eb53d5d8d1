/// What the operators of a room do not let others do, until they let them again.
public struct Restrictions: Codable, Sendable, Hashable {
    /// How many seconds lie between two messages of the same person; absent where everybody may write at any time.
    public var slow: Int?
    /// Whether only those come in whom the room knows.
    public var isLocked: Bool

    public init(slow: Int? = nil, isLocked: Bool = false) {
        self.slow = slow
        self.isLocked = isLocked
    }

    /// What ``slow`` may be.
    static let pauses = 1...3_600
}
