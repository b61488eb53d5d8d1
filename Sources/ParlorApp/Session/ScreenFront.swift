import ParlorBoards
import Terminal

/// The whole terminal as a screen. It lives on the terminal's thread: a key is answered and painted by the thread that
/// read it.
actor ScreenFront: ChatFront {
    private let terminal: TerminalSession
    private var picture = Picture()

    nonisolated var unownedExecutor: UnownedSerialExecutor { terminal.unownedExecutor }

    init(_ terminal: TerminalSession) {
        self.terminal = terminal
    }

    func follow(_ session: ChatSession) async {
        for await event in terminal.events {
            switch event {
            case .input(let input): await session.receive(.input(input))
            case .resized(let size): await session.receive(.resized(size))
            case .resumed: await session.receive(.resumed)
            case .frame: await session.show()
            case .terminate(let signal): await session.terminate(by: signal)
            }
        }
    }

    func show(_ state: AppState, after event: AppEvent?, isTyping: Bool) async {
        switch event {
        case .input where isTyping: await terminal.paint(picture.withInput(of: state))
        case nil, .input, .resized, .resumed: await terminal.paint(picture.drawn(state))
        case .settled: break
        default: await terminal.requestFrame()
        }
    }

    func perform(_ effect: AppEffect) async {
        switch effect {
        case .bell: await terminal.ring()
        case .notify(let text): await terminal.notify(text)
        case .title(let title): await terminal.setTitle(title)
        case .suspend: await terminal.suspend()
        default: break
        }
    }
}
