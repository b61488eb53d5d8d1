import Dispatch
import Glibc
import Synchronization

/// Standard input, line by line. It is read when somebody asks for a line, so that what nobody wants yet stays with the
/// system.
public final class LineInput: Sendable {
    /// Waits for input, which no thread of the program's own may.
    private let queue = DispatchQueue(label: "parlor.input")
    private let cutter = Mutex(LineCutter())
    private let readEnd: Int32
    private let wakeEnd: Int32

    public init() {
        var ends: [Int32] = [-1, -1]
        // Without it, whoever leaves has to wait for the line under way; no more than that.
        _ = pipe(&ends)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (readEnd, wakeEnd) = (ends[0], ends[1])
    }

    deinit {
        close(readEnd)
        close(wakeEnd)
    }

    /// The next line; nil at the end, and when the task is cancelled.
    public func next() async -> String? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                queue.async { continuation.resume(returning: self.read()) }
            }
        } onCancel: {
            var byte: UInt8 = 0
            _ = write(wakeEnd, &byte, 1)
        }
    }

    private func read() -> String? {
        cutter.withLock { cutter in
            while true {
                if let line = cutter.next() { return line }
                guard !cutter.isOver, waitForInput() else { return nil }
                var block = [UInt8](repeating: 0, count: 4_096)
                let count = Glibc.read(STDIN_FILENO, &block, block.count)
                if count > 0 {
                    cutter.append(block[..<count])
                } else if count == 0 || errno != EINTR && errno != EAGAIN {
                    cutter.end()
                }
            }
        }
    }

    /// - Returns: Whether there is some; not when the wait was broken off.
    private func waitForInput() -> Bool {
        while true {
            var descriptors = [
                pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0),
                pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&descriptors, nfds_t(descriptors.count), -1) > 0 else { continue }
            return descriptors[0].revents == 0
        }
    }
}
