import Dispatch
import Glibc
import Synchronization

/// Ends the program at once when it is told to end a second time, whatever it waits for. What was acknowledged is on
/// the disk by then.
final class Impatience {
    private let sources: [any DispatchSourceSignal]

    /// Watches these signals, which somebody else handles the first time, until it is let go.
    init(_ signals: Int32...) {
        let times = Times()
        let queue = DispatchQueue(label: "parlor.impatience")
        sources = signals.map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                // As a shell has it of a program that a signal ended. Nothing is tidied up: somebody has waited for that.
                if times.add(Int(source.data)) > 1 { _exit(128 + number) }
            }
            source.activate()
            return source
        }
    }

    deinit {
        for source in sources { source.cancel() }
    }

    /// How often the program was told to end, by whatever signal.
    private final class Times: Sendable {
        private let count = Mutex(0)

        func add(_ times: Int) -> Int {
            count.withLock { count in
                count += times
                return count
            }
        }
    }
}
