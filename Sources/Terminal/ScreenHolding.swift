import CNcurses
import CTerminalRestore
import Glibc

/// Taking the terminal, giving it back, and both in between when the program is stopped.
extension TerminalSession {
    func enter() throws(TerminalError) {
        // Before ncurses, which changes the modes and would set handlers of its own.
        guard terminal_restore_install(thread.wakeDescriptor) == 0 else { throw .system("catching signals", errno) }
        terminal_restore_cover_thread()
        errorOutput = try ErrorOutput(redirectedTo: options.errorLog)
        let painter = try NcursesPainter(type: options.type, noColor: options.noColor)
        self.painter = painter
        arm(painter)
        // ncurses prefers LINES and COLUMNS of the environment, which no resize changes.
        painter.resize(to: size)
        painter.begin()
        Output.write(EscapeCodes.enableModes(mouse: options.mouse) + (size.rows > 1 ? WidthProbe.question : []))
        isOn = true
    }

    func leave() {
        giveBack()
        painter = nil
        errorOutput = nil
        terminal_restore_remove()
        events.queue.finish()
    }

    /// Stops the program, as Ctrl-Z does in a shell. After it goes on, ``TerminalEvent/resumed`` is sent.
    public func suspend() {
        guard isOn else { return }
        giveBack()
        // A stop of the whole process, and of this thread at once. Its end is a SIGCONT.
        raise(SIGSTOP)
    }

    /// Takes the terminal back. Who stopped us may have changed all of it.
    func resume() {
        guard let painter else { return }
        arm(painter)
        painter.resume()
        Output.write(EscapeCodes.enableModes(mouse: options.mouse))
        isOn = true
        if let title { write(EscapeCodes.title(title)) }
        isFrameWaiting = wanted != nil
        adoptSize()
        events.queue.append([.resumed])
    }

    func adoptSize() {
        let size = Self.windowSize
        guard size != self.size, let painter else { return }
        self.size = size
        wanted = nil
        isFrameWaiting = false
        painter.resize(to: size)
        events.queue.append([.resized(size)])
    }

    private func giveBack() {
        guard isOn, let painter else { return }
        isOn = false
        Output.write(EscapeCodes.disableModes)
        painter.end()
        terminal_restore_arm(nil, 0)
    }

    private func arm(_ painter: NcursesPainter) {
        let bytes = painter.restoreBytes
        bytes.withUnsafeBytes { terminal_restore_arm($0.baseAddress, $0.count) }
    }
}
