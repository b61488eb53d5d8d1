import CTerminalRestore
import Dispatch
import Glibc

/// The signals by which a program without a screen is told to end: SIGTERM, SIGHUP and SIGINT. The first of each is told
/// here; another of its kind ends the program at once, whatever it waits for.
public final class EndingSignals {
    public let numbers: AsyncStream<Int32>
    private let continuation: AsyncStream<Int32>.Continuation
    private let source: any DispatchSourceRead

    /// Catches the signals from now on, for as long as the process lives.
    ///
    /// - Throws: ``TerminalError`` when the system does not let it.
    public init() throws(TerminalError) {
        let (numbers, continuation) = AsyncStream.makeStream(of: Int32.self, bufferingPolicy: .bufferingOldest(1))
        (self.numbers, self.continuation) = (numbers, continuation)
        // Whoever writes learns it from the write.
        signal(SIGPIPE, SIG_IGN)
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .system("making a pipe", errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let readEnd = ends[0]
        source = DispatchSource.makeReadSource(
            fileDescriptor: readEnd, queue: DispatchQueue(label: "parlor.signals"))
        source.setEventHandler {
            var number: UInt8 = 0
            if read(readEnd, &number, 1) == 1 { continuation.yield(Int32(number)) }
        }
        source.activate()
        // From a handler: what Dispatch has for signals misses those that come to a thread which it has not seen.
        guard terminal_restore_tell_endings(ends[1]) == 0 else { throw .system("catching signals", errno) }
    }

    deinit { source.cancel() }

    /// Tells of a signal that nobody has sent, as that for which a failed write stands.
    public func tell(_ number: Int32) { continuation.yield(number) }
}
