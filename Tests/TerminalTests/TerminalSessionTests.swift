import Glibc
import ProgramTesting
import Terminal
import Testing

/// Each test is a process of its own, whose terminal is a pseudo-terminal.
@Suite struct TerminalSessionTests {
    private static func options() -> TerminalSession.Options {
        var options = TerminalSession.Options()
        options.type = "xterm-256color"
        options.noColor = nil
        return options
    }

    private static func screen(_ text: String, _ size: Size) -> Grid {
        var grid = Grid(size: size)
        grid.write(text, at: Position(column: 0, row: 2))
        return grid
    }

    @Test func aSessionPaintsReadsAndGivesTheTerminalBack() async {
        await #expect(processExitsWith: .success) {
            let terminal = try PseudoTerminal.ofThisProcess(columns: 40, rows: 10)
            let modes = terminal.modes
            try await TerminalSession.run(Self.options()) { session in
                let size = await session.size
                #expect(size == Size(columns: 40, rows: 10))
                #expect(terminal.modes != modes)
                #expect(terminal.output().contains("\u{1B}[?1049h"))

                #expect(await session.paint(Self.screen("hello 漢字 👩‍💻", size)))
                let frame = terminal.output()
                #expect(frame.contains("hello 漢字") && frame.contains("👩‍💻"))
                #expect(frame.hasPrefix("\u{1B}[?2026h") && frame.hasSuffix("\u{1B}[?2026l"))
                #expect(await session.paint(Self.screen("hello 漢字 👩‍💻", size)))
                #expect(terminal.output() == "")
                // A row alone needs no frame around it.
                #expect(await session.paint(Self.screen("hello", size)))
                let row = terminal.output()
                #expect(!row.isEmpty && !row.contains("\u{1B}[?2026"))

                var events = session.events.makeAsyncIterator()
                terminal.type("x")
                #expect(await events.next() == .input(.key(KeyPress(.character("x")))))
                terminal.type("\u{1B}")
                #expect(await events.next() == .input(.key(KeyPress(.escape))))
            }
            let end = terminal.output()
            #expect(end.contains("\u{1B}[?1049l") && end.contains("\u{1B}[?2004l"))
            #expect(terminal.modes == modes)
            exit(EXIT_SUCCESS)
        }
    }

    @Test func aClusterThatTheTerminalMeasuresOtherwiseIsSimplified() async {
        await #expect(processExitsWith: .success) {
            let terminal = try PseudoTerminal.ofThisProcess(columns: 40, rows: 10)
            try await TerminalSession.run(Self.options()) { session in
                var events = session.events.makeAsyncIterator()
                // A family as wide as its members; the other samples as we measure them.
                terminal.type("\u{1B}[2;5R" + String(repeating: "\u{1B}[2;3R", count: 5) + "x")
                #expect(await events.next() == .input(.key(KeyPress(.character("x")))))
                // The probe itself.
                _ = terminal.output()
                await session.paint(Self.screen("👩‍💻🇸🇪", session.size))
                let frame = terminal.output()
                #expect(frame.contains("👩") && !frame.contains("👩‍💻") && frame.contains("🇸🇪"))
            }
            exit(EXIT_SUCCESS)
        }
    }

    /// Asks for a frame before one can come.
    private static func ask(_ session: isolated TerminalSession, times: Int) {
        for _ in 0..<times { session.requestFrame() }
    }

    @Test func aFrameThatIsAskedForComesOnceAndNotTooSoon() async {
        await #expect(processExitsWith: .success) {
            let terminal = try PseudoTerminal.ofThisProcess(columns: 40, rows: 10)
            try await TerminalSession.run(Self.options()) { session in
                let size = await session.size
                var events = session.events.makeAsyncIterator()
                let start = ContinuousClock.now
                await session.paint(Self.screen("one", size))
                await Self.ask(session, times: 3)
                #expect(await events.next() == .frame)
                #expect(ContinuousClock.now - start >= .milliseconds(15))
                terminal.type("x")
                #expect(await events.next() == .input(.key(KeyPress(.character("x")))))
            }
            exit(EXIT_SUCCESS)
        }
    }

    @Test func keysAreReadWhileJobsOfTheThreadBringAboutMore() async {
        await #expect(processExitsWith: .success) {
            let terminal = try PseudoTerminal.ofThisProcess(columns: 40, rows: 10)
            try await TerminalSession.run(Self.options()) { session in
                let tenant = Tenant(session)
                let work = Task { await tenant.workUntilCancelled() }
                var events = session.events.makeAsyncIterator()
                terminal.type("x")
                #expect(await events.next() == .input(.key(KeyPress(.character("x")))))
                work.cancel()
                await work.value
            }
            exit(EXIT_SUCCESS)
        }
    }

    @Test func signalsBecomeEvents() async {
        await #expect(processExitsWith: .success) {
            let terminal = try PseudoTerminal.ofThisProcess(columns: 40, rows: 10)
            try await TerminalSession.run(Self.options()) { session in
                var events = session.events.makeAsyncIterator()
                let size = Size(columns: 60, rows: 20)
                terminal.resize(columns: 60, rows: 20)
                kill(getpid(), SIGWINCH)
                #expect(await events.next() == .resized(size))
                #expect(await session.paint(Self.screen("old", Size(columns: 40, rows: 10))) == false)
                #expect(await session.paint(Self.screen("new", size)))

                _ = terminal.output()
                kill(getpid(), SIGCONT)
                #expect(await events.next() == .resumed)
                // Another job of the session's thread, behind the painting.
                _ = await session.size
                #expect(terminal.output().contains("new"))

                kill(getpid(), SIGTERM)
                #expect(await events.next() == .terminate(signal: SIGTERM))
            }
            exit(EXIT_SUCCESS)
        }
    }

    @Test(arguments: ["dumb", "no-such-terminal"])
    func aTerminalThatCannotMoveItsCursorIsRefusedAndAnUnknownOneIsNot(type: String) async {
        await #expect(processExitsWith: .success) { [type] in
            let terminal = try PseudoTerminal.ofThisProcess(columns: 40, rows: 10)
            let modes = terminal.modes
            var options = Self.options()
            options.type = type
            do {
                try await TerminalSession.run(options) { _ in }
                #expect(type == "no-such-terminal")
            } catch {
                #expect(error as? TerminalError == .unknownType("dumb"))
            }
            #expect(terminal.modes == modes)
            exit(EXIT_SUCCESS)
        }
    }

    @Test func withoutATerminalThereIsNoSession() async {
        await #expect(processExitsWith: .success) {
            close(STDIN_FILENO)
            await #expect(throws: TerminalError.notATerminal) {
                try await TerminalSession.run { _ in }
            }
            exit(EXIT_SUCCESS)
        }
    }
}

/// An actor that runs on a session's thread too.
private actor Tenant {
    private let session: TerminalSession

    init(_ session: TerminalSession) { self.session = session }

    nonisolated var unownedExecutor: UnownedSerialExecutor { session.unownedExecutor }

    /// Has always another job waiting, which comes from the thread itself.
    func workUntilCancelled() async {
        while !Task.isCancelled {
            await withCheckedContinuation { continuation in
                Task {
                    self.touch()
                    continuation.resume()
                }
            }
        }
    }

    private func touch() {}
}
