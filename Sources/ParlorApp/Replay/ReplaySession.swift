import ParlorBoards
public import ParlorRooms
import Terminal

/// Holds the terminal and shows a finished match until the person has seen enough.
///
/// - Parameter errorLog: The file to which standard error goes meanwhile.
/// - Returns: The signal that ended it; nil when the person did.
/// - Throws: `Rejection` when the match cannot be replayed here, `TerminalError` when the terminal cannot be used.
public func runReplay(
    _ record: MatchRecord, from catalog: GameCatalog = .standard, errorLog: String? = nil
) async throws -> Int32? {
    let state = try ReplayState(record, from: catalog)
    return try await TerminalSession.run(.init(mouse: false, errorLog: errorLog)) { terminal in
        await ReplaySession(state, terminal, size: await terminal.size, look: await Look(of: terminal)).run()
    }
}

extension Look {
    /// What the terminal at hand can show.
    init(of terminal: TerminalSession) async {
        self.init(isUnicode: await terminal.isUnicode, hasColor: await terminal.hasColor)
    }
}

/// Plays a replay on a terminal of its own.
private actor ReplaySession {
    private let terminal: TerminalSession
    private var view: ReplayView
    private var size: Size
    private var signal: Int32?
    private let clock = ContinuousClock()
    private var looked: ContinuousClock.Instant
    /// It began to play.
    private let starts = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    /// The time between two frames: at most 60 a second, and often enough that a key is not waited for.
    private static let frame = Duration.milliseconds(16)
    private static let longestWait = Duration.milliseconds(100)

    init(_ state: ReplayState, _ terminal: TerminalSession, size: Size, look: Look) {
        view = ReplayView(state)
        view.state.look = look
        self.terminal = terminal
        self.size = size
        looked = clock.now
    }

    func run() async -> Int32? {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.play() }
            await followTerminal()
            group.cancelAll()
        }
        return signal
    }

    private func followTerminal() async {
        await paint()
        for await event in terminal.events {
            switch event {
            case .resized(let size): self.size = size
            case .input(.key(.control("z"))): await terminal.suspend()
            case .input(.key(let key)): if press(key) == .closed { return }
            case .terminate(let signal):
                self.signal = signal
                return
            case .resumed, .input, .frame: break
            }
            await paint()
        }
    }

    private func press(_ key: KeyPress) -> ReplayResponse {
        passTime()
        let response = view.press(key, in: size)
        if view.state.isPlaying { starts.continuation.yield() }
        return response
    }

    private func play() async {
        var starts = starts.stream.makeAsyncIterator()
        while !Task.isCancelled {
            guard let wait = view.state.untilNextStep else {
                guard await starts.next(isolation: #isolation) != nil else { return }
                continue
            }
            guard (try? await Task.sleep(for: min(max(wait, Self.frame), Self.longestWait))) != nil else { return }
            if passTime() { await paint() }
        }
    }

    @discardableResult
    private func passTime() -> Bool {
        let now = clock.now
        defer { looked = now }
        return view.state.pass(now - looked)
    }

    private func paint() async {
        var grid = Grid(size: size)
        view.draw(on: &grid)
        await terminal.paint(grid)
    }
}
