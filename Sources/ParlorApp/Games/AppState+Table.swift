import ActorWire
import ParlorRooms

/// What game rooms tell, and what they answer.
extension AppState {
    mutating func handle(_ event: GameEvent, in index: Int) -> [AppEffect] {
        guard self[index].table != nil else { return [] }
        switch event {
        case .seats(let status): return tableChanged(to: status, in: index)
        case .view(let view): return viewed(view, in: index)
        case .frame(let frame):
            guard self[index].table?.take(frame) == false else { return [] }
            return fetchView(in: index)
        case .finished(let result): return finished(result, in: index)
        }
    }

    /// Asks for all of a table, after the room has been entered anew.
    mutating func fetchTable(in index: Int) -> [AppEffect] {
        guard self[index].table != nil else { return [] }
        return [.call(room: self[index].name, .game(.table))]
    }

    private mutating func fetchView(in index: Int) -> [AppEffect] {
        guard self[index].table?.isFetching == false else { return [] }
        self[index].table?.isFetching = true
        return [.call(room: self[index].name, .game(.view))]
    }

    private mutating func tableChanged(to status: TableStatus, in index: Int) -> [AppEffect] {
        if let before = self[index].table?.status {
            for sentence in TableNews.sentences(from: before, to: status) { tell(Notice(sentence), in: index) }
        }
        take(status, in: index)
        return []
    }

    private mutating func take(_ status: TableStatus, in index: Int) {
        let look = look
        self[index].table?.take(status, look)
    }

    private mutating func viewed(_ view: MatchView, in index: Int) -> [AppEffect] {
        let wasCalling = self[index].table?.match?.isCalling ?? false
        guard self[index].table?.take(view) == true else { return [] }
        guard view.isCalling, !wasCalling, !isRead(index) else { return [] }
        let room = self[index].name
        let call = view.turn.isEmpty ? "the match begins in #\(room)" : "your turn in #\(room)"
        if index != currentIndex {
            let keys = index < 9 && !isPlain ? "Alt-\(index + 1)" : "/join \(room)"
            tell(Notice("\(call): \(keys) goes there"))
        }
        return attention(to: call)
    }

    /// Tells of matches that the person may have left without getting up, when the host's rooms are known.
    mutating func tellOfMatches() {
        let name = current.me?.name ?? wantedName
        for room in listed where index(of: room.name) == nil && room.isPlaying {
            guard room.game?.players.contains(name) == true else { continue }
            tell(Notice("\(name) plays in #\(room.name): /join \(room.name) goes there"))
        }
    }

    private mutating func finished(_ result: MatchResult, in index: Int) -> [AppEffect] {
        // Told twice when the ratings are known a moment later.
        if self[index].table?.result?.id != result.id || result.isRated {
            tell(Notice(result.sentence), in: index)
        }
        self[index].table?.result = result
        return []
    }

    // MARK: Answers

    mutating func succeeded(_ request: GameRequest, _ answer: GameAnswer, in index: Int) -> [AppEffect] {
        switch answer {
        case .table(let status):
            take(status, in: index)
            return fetchView(in: index) + carryOutOrder(after: request, in: index)
        case .view(let view):
            self[index].table?.isFetching = false
            return view.map { viewed($0, in: index) } ?? []
        case .played: return []
        case .done: return carryOutOrder(after: request, in: index)
        case .record(.results(let results)): return replay(results, in: index)
        case .record(.record(let record)):
            replay(record, in: index)
            return []
        }
    }

    /// Tells why, or asks again in a while where the request is worth another try.
    mutating func failed(_ request: GameRequest, _ failure: RequestFailure, in index: Int) {
        let later = RoomState.Deferred(at: now + failure.pause, request: .game(request))
        switch request {
        case .table, .view:
            self[index].table?.isFetching = false
            guard self[index].link.isConnected, failure.kind != .refused else { return }
            self[index].deferred.append(later)
            return
        case .move:
            // A move is played once, however often it is sent.
            if failure.kind == .interrupted, self[index].link.isConnected {
                self[index].deferred.append(later)
                return
            }
            self[index].table?.trouble = failure.message
        case .sit, .addBot: self[index].table?.order = nil
        default: break
        }
        tell(Notice(.trouble, failure.message), in: index)
    }

    /// What `/play` began: a seat, then a seat for each of the bots, then to be ready. One waits for the other.
    private mutating func carryOutOrder(after request: GameRequest, in index: Int) -> [AppEffect] {
        guard let table = self[index].table, let order = table.order else { return [] }
        let room = self[index].name
        switch request {
        case .table where table.seat(of: self[index].me) == nil: return [.call(room: room, .game(.sit))]
        case .table, .sit, .addBot:
            guard let level = order.bots.first else {
                self[index].table?.order = nil
                return order.isAgainstBots ? [.call(room: room, .game(.ready(true)))] : []
            }
            self[index].table?.order?.bots.removeFirst()
            return [.call(room: room, .game(.addBot(level: level.isEmpty ? nil : level)))]
        default: return []
        }
    }
}

extension MatchView {
    var isMyTurn: Bool { seat.map(turn.contains) ?? false }

    /// Whether the person has to play: on their turn, and all the time in a game without turns.
    var isCalling: Bool { isUnderWay && (turn.isEmpty || isMyTurn) }

    /// Whether the person plays in a match that is not over.
    var isUnderWay: Bool { outcome == nil && seat != nil }
}

extension MatchResult {
    var isRated: Bool { players.contains { $0.ratingAfter != nil } }
}
