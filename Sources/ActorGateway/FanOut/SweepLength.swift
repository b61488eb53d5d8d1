/// How many members of an actor are written to before the event loop looks at its sockets again.
///
/// A look takes as long as three writes. Where several actors talk it is worth that: who speaks in one is not kept waiting
/// by a crowd in another. An actor that talks alone is in a hurry only for what its own clients say meanwhile.
struct SweepLength {
    private static let amongOthers = 32
    private static let alone = 64
    /// In turns of the roster: so long after two actors have spoken by turns there are others.
    private static let memory: UInt32 = 2

    private var speaker: ObjectIdentifier?
    private var lastChange: UInt32?

    /// - Parameters:
    ///   - speaker: The actor whose members are to be written to.
    ///   - turn: That of the roster's clock.
    mutating func next(for speaker: ObjectIdentifier, in turn: UInt32) -> Int {
        if let last = self.speaker, last != speaker { lastChange = turn }
        self.speaker = speaker
        guard let lastChange, turn &- lastChange <= Self.memory else { return Self.alone }
        return Self.amongOthers
    }
}
