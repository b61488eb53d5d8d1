import ActorWire
import ParlorRooms

/// A chat without a screen: a line is typed as a whole, nothing can lie over the chat, and no board is shown.
extension AppState {
    /// Whether the next line may be read. A line waits for what becomes of the one before it, so that a script goes on
    /// in the room that it has entered; but not for a broken connection or a slow room, while posts can be kept.
    var takesLine: Bool {
        let canKeep = current.outbox.waiting < Outbox.limit
        return switch current.link {
        case .connecting: false
        case .connected where underWay > 0: false
        case .connected: current.outbox.waiting == 0 || canKeep && current.heldUntil(after: now) != nil
        case .reconnecting, .waiting: canKeep
        case .ended: true
        }
    }

    /// Whether no room lets the person be there any more.
    var isShutOut: Bool {
        rooms.allSatisfy { room in
            switch room.link.ending {
            case .kicked, .disconnected, .refused: true
            case .left, nil: false
            }
        }
    }

    mutating func enter(_ line: String) -> [AppEffect] {
        guard !line.allSatisfy(\.isWhitespace) else { return [] }
        if let name = CommandLine.commandName(of: line)?.lowercased(),
            CommandTable.playing.contains(where: { $0.name == name })
        {
            tell(Notice(.trouble, "/\(name) needs the screen, which you have without --plain; you can talk here"))
            return []
        }
        return carryOut(line: line) ?? []
    }

    mutating func endInput() {
        isInputOver = true
        guard unsent > 0, !current.link.isConnected else { return }
        tell(Notice("this ends when \(unsent.of("message is", "messages are")) sent; Ctrl-C ends it now"))
    }

    /// What follows from any event where there is no screen.
    mutating func plainEffects() -> [AppEffect] {
        guard isPlain else { return [] }
        tellOverlay()
        return isShutOut || isInputOver && underWay == 0 && unsent == 0 ? [.quit] : []
    }

    /// What waits and can still be sent.
    private var unsent: Int {
        rooms.reduce(0) { $0 + ($1.link.ending == nil ? $1.outbox.waiting : 0) }
    }
}

/// What a screen shows over the chat is told in it, as soon as it is known.
extension AppState {
    private mutating func tellOverlay() {
        switch overlay {
        case nil: return
        case .help: tell(Notice("the commands:\n\(commands)"))
        case .audit(let view):
            guard let notice = notice(of: view) else { return }
            tell(notice)
        case .connections(let view):
            guard let notice = view.notice ?? view.report.map(notice) else { return }
            tell(notice)
        case .rooms, .people, .bans, .watch, .replay, .paste: break
        }
        overlay = nil
    }

    private var commands: String {
        let commands = CommandTable.all.filter { command in
            !CommandTable.playing.contains { $0.name == command.name }
        }
        let lines = commands.map { "\($0.synopsis): \($0.summary)" } + ["//TEXT: says a line that begins with a slash"]
        return lines.joined(separator: "\n")
    }

    private func notice(of view: AuditView) -> Notice? {
        if let trouble = view.trouble { return Notice(.trouble, trouble) }
        guard let acts = view.acts else { return nil }
        guard !acts.isEmpty else { return Notice("nobody was moderated yet") }
        let lines = acts.map { "\(calendar.moment($0.time, now: now)) \(AuditScreen.sentence($0, self))" }
        return Notice("who moderated whom:\n\(lines.joined(separator: "\n"))")
    }

    private func notice(of report: ConnectionsReport) -> Notice {
        let lines = report.connections.map { connection in
            let idle = DurationText.short(report.time - connection.active)
            return "\(connection.name), \(connection.role.rawValue), from \(connection.address), since "
                + "\(calendar.clock(connection.joined)), idle for \(idle), \(connection.state.rawValue)"
        }
        return Notice("\(lines.count.of("connection", "connections")):\n\(lines.joined(separator: "\n"))")
    }
}
