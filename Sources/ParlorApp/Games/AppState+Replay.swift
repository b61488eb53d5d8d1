import ActorWire
import ParlorGames
import ParlorRooms
import Terminal

/// Looking at finished matches again.
extension AppState {
    /// - Parameter number: Of the match, counted from the newest, which is 1.
    mutating func askReplay(_ number: Int) -> [AppEffect]? {
        guard let effects = askTable(.results) else { return nil }
        current.table?.wantedReplay = number
        return effects
    }

    mutating func replay(_ results: [MatchResult], in index: Int) -> [AppEffect] {
        guard let number = self[index].table?.wantedReplay else { return [] }
        self[index].table?.wantedReplay = nil
        guard results.indices.contains(number - 1) else {
            let count = results.count.of("match", "matches")
            tell(
                Notice(.trouble, results.isEmpty ? "no match has been finished here" : "\(count) can be seen again"),
                in: index)
            return []
        }
        return [.call(room: self[index].name, .game(.record(match: results[number - 1].id)))]
    }

    mutating func replay(_ record: MatchRecord, in index: Int) {
        do {
            replay = try ReplayState(record, look: look)
            overlay = .replay
        } catch {
            tell(Notice(.trouble, error.message), in: index)
        }
    }

    mutating func pressInReplay(_ press: KeyPress) -> [AppEffect] {
        passReplayTime()
        if replay?.press(press) == .closed { closeReplay() }
        return []
    }

    private mutating func closeReplay() {
        overlay = nil
        replay = nil
    }

    // MARK: Playing

    /// When the replay next shows something else by itself.
    var replayMoves: Timestamp? {
        guard overlay == .replay, let wait = replay?.untilNextStep else { return nil }
        return replayedUntil + max(wait, Self.replayFrame)
    }

    /// At most so often.
    private static let replayFrame = Duration.milliseconds(16)

    mutating func passReplayTime() {
        _ = replay?.pass(now - replayedUntil)
        replayedUntil = now
    }
}
