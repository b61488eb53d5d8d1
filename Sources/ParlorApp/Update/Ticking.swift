import ActorWire

/// What happens because time passes.
extension AppState {
    /// How often the connections view asks for news.
    static let refreshInterval = Duration.seconds(2)

    /// The next moment at which the screen changes, or something is to be done, without anything else happening.
    var wakesAt: Timestamp? {
        var moments = [nextMinute]
        // Only the countdown of the room that is shown is seen.
        if let at = current.link.nextAttempt, at > now { moments.append(nextSecond(before: at)) }
        if let until = current.heldUntil(after: now) { moments.append(nextSecond(before: until)) }
        // Clocks of a game count down in whole seconds.
        if let end = current.table?.nextMoment(after: now) { moments.append(nextSecond(before: end)) }
        if let moment = replayMoves { moments.append(moment) }
        for room in rooms {
            moments += room.deferred.map(\.at)
            if room.takesPosts, room.outbox.waiting > 0, let until = room.outbox.pausedUntil { moments.append(until) }
        }
        if case .connections(let view) = overlay, let at = view.refreshesAt { moments.append(at) }
        return moments.min()
    }

    /// For the clock of the status line.
    private var nextMinute: Timestamp {
        let minute = (now.milliseconds / 60_000 + 1).multipliedReportingOverflow(by: 60_000)
        return Timestamp(milliseconds: minute.overflow ? .max : minute.partialValue)
    }

    /// When the whole seconds left until `end` change.
    private func nextSecond(before end: Timestamp) -> Timestamp {
        let left = (end - now).components
        let milliseconds = left.attoseconds / 1_000_000_000_000_000
        return now + .milliseconds(milliseconds == 0 ? 1_000 : milliseconds)
    }

    /// Somebody has set the clock back: what waits has still as long to wait as it had when something last happened.
    mutating func clockSetBack(by step: Duration) {
        for index in rooms.indices { self[index].bringForward(by: step) }
        replayedUntil = replayedUntil - step
        guard case .connections(var view) = overlay else { return }
        view.refreshesAt = view.refreshesAt.map { $0 - step }
        overlay = .connections(view)
    }

    mutating func tick() -> [AppEffect] {
        var effects: [AppEffect] = []
        passReplayTime()
        for index in rooms.indices {
            effects += self[index].takeDue(at: now).map { .call(room: rooms[index].name, $0) }
            effects += sendNext(in: index)
        }
        if case .connections(var view) = overlay, let at = view.refreshesAt, at <= now {
            view.refreshesAt = nil
            overlay = .connections(view)
            effects.append(.call(room: view.room, .connections))
        }
        return effects
    }
}

extension RoomState {
    fileprivate mutating func bringForward(by step: Duration) {
        link.bringForward(by: step)
        outbox.pausedUntil = outbox.pausedUntil.map { $0 - step }
        for index in deferred.indices { deferred[index].at = deferred[index].at - step }
    }

    fileprivate mutating func takeDue(at now: Timestamp) -> [RoomRequest] {
        let due = deferred.filter { $0.at <= now }
        deferred.removeAll { $0.at <= now }
        return due.map(\.request)
    }
}
