import Glibc
import Terminal

/// A chat in lines, for screen readers, terminals that can do nothing, and pipes: what is new is printed, and what is
/// typed is read, line by line. Nothing that was printed is touched again.
actor LineFront: ChatFront {
    private var log = PlainLog()
    private let input = LineInput()
    private let output = LineOutput()
    private let signals: EndingSignals
    /// Comes when a line may be read.
    private let turns = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    private var takesLine = false
    /// Whether nobody reads any more what is printed.
    private var isUnread = false

    init() throws(TerminalError) {
        signals = try EndingSignals()
    }

    func follow(_ session: ChatSession) async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.heedSignals(for: session) }
            group.addTask { await self.readLines(for: session) }
        }
    }

    private func heedSignals(for session: ChatSession) async {
        for await number in signals.numbers { await session.terminate(by: number) }
    }

    private func readLines(for session: ChatSession) async {
        // A turn may be older than the last line.
        for await _ in turns.stream where takesLine {
            guard let line = await input.next() else { break }
            await session.receive(.entered(line))
        }
        if !Task.isCancelled { await session.receive(.inputEnded) }
    }

    func show(_ state: AppState, after event: AppEvent?, isTyping: Bool) async {
        takesLine = state.takesLine
        if takesLine { turns.continuation.yield() }
        let news = log.news(of: state)
        guard !news.isEmpty, !isUnread, await !output.print(news), !isUnread else { return }
        isUnread = true
        signals.tell(SIGPIPE)
    }

    func perform(_ effect: AppEffect) async {}
}
