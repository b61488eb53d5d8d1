/// How much was written of late, by the turns of the roster's clock.
struct Traffic {
    private var turn: UInt32 = 0
    private var bytes = 0
    private var bytesBefore = 0

    mutating func add(_ count: Int, in turn: UInt32) {
        if turn != self.turn {
            bytesBefore = bytes(before: turn)
            bytes = 0
            self.turn = turn
        }
        bytes += count
    }

    /// - Parameter turn: The one that has begun.
    /// - Returns: What was written in the one before it.
    func bytes(before turn: UInt32) -> Int {
        switch turn &- self.turn {
        case 0: bytesBefore
        case 1: bytes
        default: 0
        }
    }
}
