import Glibc
import Synchronization

/// The thread on which a session lives: it sits in `poll` and runs jobs between the events of the terminal.
///
/// Other actors may run here too. Between a key and what they paint no other thread has to wake up then.
///
/// It does nothing while nothing happens. A thread of its own is needed because writing to a terminal that does not read
/// blocks.
final class TerminalThread: SerialExecutor {
    /// What the session waits for.
    struct Interest {
        var input: Bool
        var output: Bool
        var timeout: Duration?
    }

    /// What came.
    struct Readiness {
        var input = false
        var output = false
        /// Signals, in the order in which they came.
        var signals: [Int32] = []
    }

    private struct State {
        var jobs: [UnownedJob] = []
        var thread: pthread_t?

        var isCurrent: Bool { thread.map { pthread_equal($0, pthread_self()) != 0 } ?? false }
    }

    private let state = Mutex(State())
    private let readEnd: Int32
    /// Signal handlers write the number of their signal here.
    let wakeDescriptor: Int32

    init() throws(TerminalError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .system("making a pipe", errno) }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (readEnd, wakeDescriptor) = (ends[0], ends[1])
    }

    deinit {
        close(readEnd)
        close(wakeDescriptor)
    }

    /// Starts the thread. It ends when the session is gone and ``wake()`` was called.
    func start(for session: TerminalSession) throws(TerminalError) {
        let body = ThreadBody(executor: self, session: session)
        let argument = Unmanaged.passRetained(body)
        var thread = pthread_t()
        let result = pthread_create(
            &thread, nil,
            { argument in
                if let argument { Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run() }
                return nil
            }, argument.toOpaque())
        guard result == 0 else {
            argument.release()
            throw .system("starting a thread", result)
        }
        pthread_detach(thread)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let mustWake = state.withLock { state in
            state.jobs.append(job)
            // The thread itself looks for jobs before it waits.
            return state.jobs.count == 1 && !state.isCurrent
        }
        if mustWake { wake() }
    }

    func isIsolatingCurrentContext() -> Bool? { state.withLock { $0.isCurrent } }

    func checkIsolated() {
        precondition(isIsolatingCurrentContext() == true, "not on the terminal's thread")
    }

    /// Makes the thread look around. A full pipe will wake it as well.
    func wake() {
        var byte: UInt8 = 0
        _ = write(wakeDescriptor, &byte, 1)
    }

    fileprivate func adopt() {
        state.withLock { $0.thread = pthread_self() }
    }

    /// Runs the jobs that wait. Those that they bring about come after a look at the terminal: keys must not wait for
    /// a room in which much is said.
    fileprivate func runJobs() {
        let jobs = state.withLock { state in
            defer { state.jobs = [] }
            return state.jobs
        }
        for job in jobs { job.runSynchronously(on: asUnownedSerialExecutor()) }
    }

    private var hasJobs: Bool { state.withLock { !$0.jobs.isEmpty } }

    fileprivate func wait(for interest: Interest) -> Readiness {
        var descriptors = [
            pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0),
            pollfd(fd: interest.input ? STDIN_FILENO : -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: interest.output ? STDOUT_FILENO : -1, events: Int16(POLLOUT), revents: 0),
        ]
        let patience = interest.timeout.map { Int32(clamping: ($0 / .milliseconds(1)).rounded(.up).clampedToInt) } ?? -1
        let timeout = hasJobs ? 0 : patience
        guard poll(&descriptors, nfds_t(descriptors.count), timeout) > 0 else { return Readiness() }
        return Readiness(
            input: descriptors[1].revents != 0, output: descriptors[2].revents != 0,
            signals: descriptors[0].revents == 0 ? [] : drain())
    }

    private func drain() -> [Int32] {
        var bytes = [UInt8](repeating: 0, count: 256)
        var signals: [Int32] = []
        while true {
            let count = read(readEnd, &bytes, bytes.count)
            guard count > 0 else { return signals }
            signals += bytes[..<count].filter { $0 != 0 }.map(Int32.init)
            // Less than was asked for is all there was.
            guard count == bytes.count else { return signals }
        }
    }
}

extension Double {
    fileprivate var clampedToInt: Int { Int(min(max(self, 0), 1e9)) }
}

/// What the thread runs. It holds the session weakly, so that the session's end is the thread's.
private final class ThreadBody {
    private let executor: TerminalThread
    private weak var session: TerminalSession?

    init(executor: TerminalThread, session: TerminalSession) {
        self.executor = executor
        self.session = session
    }

    func run() {
        executor.adopt()
        while true {
            executor.runJobs()
            guard let interest = session?.assumeIsolated({ $0.interest }) else { return }
            let readiness = executor.wait(for: interest)
            session?.assumeIsolated { $0.handle(readiness) }
        }
    }
}
