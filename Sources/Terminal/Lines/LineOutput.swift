import Dispatch
import Glibc

/// Standard output, line by line. Who reads it may take their time: no thread of the program's own waits for them.
public struct LineOutput: Sendable {
    private let queue = DispatchQueue(label: "parlor.output")

    public init() {}

    /// Prints lines, after those of former calls.
    ///
    /// - Returns: Whether they were printed; not when nobody reads any more.
    public func print(_ lines: [String]) async -> Bool {
        let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
        return await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: Output.write(bytes)) }
        }
    }
}
