import ActorWire
import Synchronization

/// Whoever waits for an answer. The first one counts.
package final class Reply: Sendable {
    private let waiting: Mutex<CheckedContinuation<Result<EncodedValue, WireError>?, Never>?>

    init(_ continuation: CheckedContinuation<Result<EncodedValue, WireError>?, Never>) { waiting = Mutex(continuation) }

    /// - Parameter result: nil when the actor has left memory before it read what it was asked.
    func resume(returning result: Result<EncodedValue, WireError>?) {
        waiting.withLock { $0.take() }?.resume(returning: result)
    }
}
