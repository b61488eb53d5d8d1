import ParlorRooms

/// How the person leaves the program, or puts it aside.
extension AppState {
    /// Asks once more while something would be lost.
    ///
    /// - Returns: Nil when it was asked; a typed `/quit` stays in the line, so that Enter says it again.
    mutating func quit() -> [AppEffect]? {
        let losses = losses
        guard !losses.isEmpty, !isQuitConfirmed else { return [.quit] }
        isQuitConfirmed = true
        overlay = nil
        for loss in losses { tell(Notice(.trouble, loss)) }
        return nil
    }

    /// What quitting would cost, a sentence each.
    private var losses: [String] {
        var losses: [String] = []
        if isHost, hasOthers {
            losses.append("others are here, and the host ends with this screen; quit again to end it")
        }
        switch rooms.reduce(0, { $0 + $1.outbox.waiting }) {
        case 0: break
        case 1: losses.append("1 message is not sent yet; quit again to let it go")
        case let count: losses.append("\(count) messages are not sent yet; quit again to let them go")
        }
        return losses
    }

    /// Whether anybody else is in a room of the host.
    private var hasOthers: Bool {
        rooms.contains { $0.memberCount > 1 } || listed.contains { $0.members > 0 && index(of: $0.name) == nil }
    }

    /// Stops the program until the shell lets it go on; not with a host in it, which would stop for everybody.
    mutating func suspend() -> [AppEffect] {
        guard isHost else { return [.suspend] }
        overlay = nil
        tell(Notice(.trouble, "the host would stop for everybody; `parlor serve` hosts without a screen"))
        return goToBottom()
    }
}
