import CNcurses
import Glibc
import Synchronization

/// The terminal of this process, held for a full screen.
///
/// It reads standard input and paints on standard output, on a thread of its own. A process has one session at a time.
/// Whatever ends the session, also a crash, gives the terminal back as it was. (Set
/// `SWIFT_BACKTRACE=enable=yes,interactive=no,color=no` before the program starts, or Swift's backtracer asks questions
/// after a crash.)
public actor TerminalSession {
    public struct Options: Sendable {
        /// The value of `TERM`.
        public var type: String
        /// The value of `NO_COLOR`.
        public var noColor: String?
        /// Whether the mouse is reported. People then select text with Shift held down.
        public var mouse: Bool
        /// The file to which standard error goes while the screen is on; nil throws it away.
        public var errorLog: String?

        /// Takes type and colour from the environment.
        public init(mouse: Bool = true, errorLog: String? = nil) {
            type = getenv("TERM").map { String(cString: $0) } ?? ""
            noColor = getenv("NO_COLOR").map { String(cString: $0) }
            self.mouse = mouse
            self.errorLog = errorLog
        }
    }

    /// What happens at the terminal, for one reader. While it does not read, about a thousand events wait; then the
    /// input stays with the system.
    public nonisolated let events: TerminalEvents
    /// The size of the terminal.
    public internal(set) var size: Size

    /// Whether the locale lets the terminal show more than ASCII, and whether it has colours that are wanted.
    public var isUnicode: Bool { painter?.abilities.isUnicode ?? true }
    public var hasColor: Bool { painter.map { $0.depth > .monochrome } ?? true }

    let options: Options
    nonisolated let thread: TerminalThread
    var painter: NcursesPainter?
    var errorOutput: ErrorOutput?
    /// Whether the screen is the program's; not while it is stopped.
    var isOn = false
    /// The last grid that was asked for, and whether it is still to be painted.
    var wanted: Grid?
    var isFrameWaiting = false
    /// When the last frame was painted, and when the one comes that was asked for.
    var paintedAt = ContinuousClock.now
    var frameDue: ContinuousClock.Instant?
    var title: String?
    var decoder = InputDecoder()
    /// When the decoder's pending bytes are what they are.
    var deadline: ContinuousClock.Instant?
    var probe = WidthProbe()
    /// Whether standard input can still be read.
    var hasInput = true

    public nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// Holds the terminal while `body` runs.
    ///
    /// - Throws: ``TerminalError`` when the terminal cannot be used, and what `body` throws.
    public static func run<Result: Sendable>(
        _ options: Options = Options(), _ body: (TerminalSession) async throws -> Result
    ) async throws -> Result {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw TerminalError.notATerminal }
        guard !isHeld.exchange(true, ordering: .acquiring) else { throw TerminalError.inUse }
        defer { isHeld.store(false, ordering: .releasing) }
        let session = try TerminalSession(options)
        do {
            try await session.enter()
            let result = try await body(session)
            await session.leave()
            return result
        } catch {
            await session.leave()
            throw error
        }
    }

    private static let isHeld = Atomic(false)

    private init(_ options: Options) throws(TerminalError) {
        self.options = options
        let thread = try TerminalThread()
        self.thread = thread
        events = TerminalEvents(queue: EventQueue(onRoom: { thread.wake() }))
        size = Self.windowSize
        try thread.start(for: self)
    }

    deinit {
        thread.wake()
    }

    /// What the system knows, or the classic size where it knows nothing.
    static var windowSize: Size {
        var columns: Int32 = 80
        var rows: Int32 = 24
        cn_window_size(STDOUT_FILENO, &columns, &rows)
        return Size(columns: Int(columns), rows: Int(rows))
    }
}

extension TerminalSession {
    /// Shows a grid; only what differs from the last one is written.
    ///
    /// A grid of another size than the terminal's is passed over: a ``TerminalEvent/resized(_:)`` is on its way. When the
    /// terminal does not read, or the program is stopped, frames are skipped, and the last one is painted as soon as it
    /// can be.
    ///
    /// - Returns: Whether the grid is on the screen now.
    @discardableResult
    public func paint(_ grid: Grid) -> Bool {
        guard grid.size == size else { return false }
        wanted = grid
        isFrameWaiting = true
        paintWaitingFrame()
        return !isFrameWaiting
    }

    func paintWaitingFrame() {
        guard isOn, isFrameWaiting, let painter, let wanted, Output.isReady else { return }
        painter.paint(wanted)
        isFrameWaiting = false
        paintedAt = .now
    }

    /// The time between two frames that nobody waits for: 60 a second.
    static let frameInterval = Duration.milliseconds(16)

    /// Asks for a ``TerminalEvent/frame``, upon which the program is to paint what it shows by then.
    ///
    /// It comes when the last frame is a sixtieth of a second old and on the screen, so that much that happens at once
    /// becomes one frame. What is painted before, for a key, does not put it off.
    public func requestFrame() {
        if frameDue == nil { frameDue = paintedAt + Self.frameInterval }
    }

    /// Rings the bell.
    public func ring() { write([0x07]) }

    /// Sets the title of the terminal's window; the former one comes back at the end.
    public func setTitle(_ title: String) {
        self.title = title
        write(EscapeCodes.title(title))
    }

    /// Shows a notification on the desktop, where the terminal knows how.
    public func notify(_ text: String) { write(EscapeCodes.notification(text)) }

    /// Writes something that no frame depends on, unless the terminal does not read.
    func write(_ bytes: [UInt8]) {
        if isOn, Output.isReady { Output.write(bytes) }
    }
}
