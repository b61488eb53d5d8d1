import NIOCore

/// How an actor with many members takes turns with the other actors of its event loop.
///
/// An actor that talks alone is in a hurry only for what its own clients say meanwhile. Where several talk, two things keep
/// the crowd of one from those of the others: the loop, while it writes; and the processors, since a loop that writes
/// without a pause leaves its own to nobody, neither to the turns and commits of the others nor to clients on the same
/// machine. So among others the loop looks at its sockets more often, and an actor rests for as long as it has written: the
/// last of a thousand members hears something after 7 ms instead of 4, and half of a processor is for everyone else.
struct SweepPace {
    /// Whether other actors talk on this loop.
    var isAmongOthers = false

    /// So many members are written to before the loop looks at its sockets again, which takes as long as three writes.
    var length: Int { isAmongOthers ? 32 : 64 }

    /// How long to rest before the next members have their turn; nil when the loop need only look at its sockets.
    func rest(after work: TimeAmount) -> TimeAmount? {
        isAmongOthers && work > .zero ? work : nil
    }
}
