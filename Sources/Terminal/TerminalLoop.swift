import Glibc

/// What the session does between two waits of its thread.
extension TerminalSession {
    var interest: TerminalThread.Interest {
        TerminalThread.Interest(
            input: isOn && hasInput && !events.queue.isFull, output: isOn && isFrameWaiting,
            timeout: [deadline, isFrameWaiting ? nil : frameDue].compactMap(\.self).min().map { $0 - .now })
    }

    func handle(_ readiness: TerminalThread.Readiness) {
        for signal in readiness.signals { handle(signal) }
        if readiness.input, isOn { readInput() }
        if let deadline, deadline <= .now { deliver(decoder.timeout()) }
        paintWaitingFrame()
        if let frameDue, !isFrameWaiting, frameDue <= .now {
            self.frameDue = nil
            events.queue.append([.frame])
        }
    }

    private func handle(_ signal: Int32) {
        switch signal {
        case SIGWINCH: if isOn { adoptSize() }
        case SIGCONT: resume()
        case SIGTSTP: suspend()
        default: events.queue.append([.terminate(signal: signal)])
        }
    }

    private func readInput() {
        var block = [UInt8](repeating: 0, count: 16_384)
        let count = read(STDIN_FILENO, &block, block.count)
        if count > 0 {
            deliver(decoder.receive(block[..<count]))
        } else if count == 0 || errno != EINTR && errno != EAGAIN {
            // The terminal is gone.
            hasInput = false
            events.queue.append([.terminate(signal: SIGHUP)])
        }
    }

    private func deliver(_ input: [InputEvent]) {
        deadline = decoder.patience.map { .now + $0 }
        events.queue.append(input.filter { !isProbeAnswer($0) }.map(TerminalEvent.input))
    }

    private func isProbeAnswer(_ event: InputEvent) -> Bool {
        guard case .reply(.cursorPosition(let position)) = event, probe.receive(position) else { return false }
        if probe.isComplete {
            painter?.abilities.disagreements = probe.disagreements
            isFrameWaiting = wanted != nil
        }
        return true
    }
}
