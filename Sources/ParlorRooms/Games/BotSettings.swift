internal import ActorWire
internal import Dispatch
internal import Synchronization

/// How the bots of a host think.
public struct BotSettings: Sendable {
    /// How long a bot takes for a move at least, so that people can follow. Default 400 ms.
    public var delay = Duration.milliseconds(400)
    /// Positions that a bot may look at in one tick of a game that has ticks. Default 4,000: well under a millisecond.
    public var effortPerTick = 4_000
    /// Runs work that may take a second, without making rooms wait. Default: two threads of the process, in their turn.
    public var run: @Sendable (_ work: @escaping @Sendable () -> Void) -> Void

    public init() {
        let threads = BotThreads(count: 2)
        run = { threads.run($0) }
    }
}

/// A few threads on which bots think, apart from those that rooms run on.
private final class BotThreads: Sendable {
    private let queues: [DispatchQueue]
    private let next = Mutex(0)

    init(count: Int) { queues = (0..<max(count, 1)).map { DispatchQueue(label: "bots \($0)") } }

    func run(_ work: @escaping @Sendable () -> Void) {
        let index = next.withLock { next in
            next = (next + 1) % queues.count
            return next
        }
        queues[index].async(execute: work)
    }
}

/// A bot that thinks about a move.
struct Thinking {
    let match: String
    let changes: Int
    let seat: Int
    let level: String
    /// By uptime: a clock that is set back must not hold the move up.
    let notBefore: Duration
    let answer: Answer
}

/// What a bot found; no move when it found none.
struct Thought: Sendable {
    var move: Value?
}

/// Where a bot leaves its thought.
final class Answer: Sendable {
    private let thought = Mutex<Thought?>(nil)

    var value: Thought? { thought.withLock { $0 } }
    func give(_ move: Value?) { thought.withLock { $0 = Thought(move: move) } }
}
