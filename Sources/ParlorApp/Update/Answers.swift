import ActorWire
import ParlorRooms

/// What rooms answer.
extension AppState {
    mutating func answered(
        _ request: RoomRequest, _ result: Result<RoomAnswer, RequestFailure>, in index: Int
    ) -> [AppEffect] {
        switch result {
        case .success(let answer): succeeded(request, answer, in: index)
        case .failure(let failure): failed(request, failure, in: index)
        }
    }

    private mutating func succeeded(_ request: RoomRequest, _ answer: RoomAnswer, in index: Int) -> [AppEffect] {
        switch (request, answer) {
        case (.hello, .welcome(let welcome)): return welcomed(welcome, in: index)
        case (.history(let page), .messages(let messages)): return paged(page, messages, in: index)
        case (.post(let post), .message(let message)):
            self[index].outbox.confirm(post.id ?? message.id)
            return received(message, in: index) + sendNext(in: index)
        case (.connections, .connections(let report)): show(report, in: index)
        case (.audit, .acts(let acts)): show(acts)
        case (.invite, .invitation(let invitation)):
            tell(Notice("#\(invitation.room) is private; others come in with /join \(invitation.code)"), in: index)
        case (.bans, .bans(let bans)): show(bans, in: index)
        case (.game(let request), .game(let answer)): return succeeded(request, answer, in: index)
        case (.search(let search), .messages(let found)): tell(found, of: search, in: index)
        default: return confirm(request, in: index)
        }
        return []
    }

    private mutating func failed(_ request: RoomRequest, _ failure: RequestFailure, in index: Int) -> [AppEffect] {
        switch request {
        case .post(let post): return failed(post, failure, in: index)
        case .hello, .history:
            guard self[index].link.isConnected else { return [] }
            if failure.kind == .refused { tell(Notice(.trouble, failure.message), in: index) }
            self[index].deferred.append(RoomState.Deferred(at: now + failure.pause, request: request))
            return []
        case .game(let request): failed(request, failure, in: index)
        case .connections: reportFailed(failure, in: index)
        default: return report(Notice(.trouble, failure.message), in: index)
        }
        return []
    }

    private mutating func failed(_ post: Post, _ failure: RequestFailure, in index: Int) -> [AppEffect] {
        switch failure.kind {
        case .refused: self[index].outbox.fail(post.id ?? "", failure.message, at: now)
        case .later, .interrupted: self[index].outbox.requeue(post.id, notBefore: now + failure.pause)
        }
        return sendNext(in: index)
    }

    private mutating func confirm(_ request: RoomRequest, in index: Int) -> [AppEffect] {
        guard let text = request.confirmation else { return [] }
        // Who looks at the chat reads the announcement there.
        guard overlay != nil || !request.isAnnounced else { return [] }
        return report(Notice(text), in: index)
    }

    /// Tells what came of a command, where the person looks.
    private mutating func report(_ notice: Notice, in index: Int) -> [AppEffect] {
        let room = self[index].name
        switch overlay {
        case .connections(var view) where view.room == room:
            view.notice = notice
            view.refreshesAt = nil
            overlay = .connections(view)
            return [.call(room: room, .connections)]
        case .bans(var view) where view.room == room:
            view.notice = notice
            overlay = .bans(view)
            // A list that was refused would be refused again.
            return notice.kind == .trouble ? [] : [.call(room: room, .bans)]
        case .audit(var view):
            view.trouble = notice.kind == .trouble ? notice.text : nil
            overlay = .audit(view)
        default:
            tell(notice, in: index)
        }
        return []
    }

    private mutating func show(_ report: ConnectionsReport, in index: Int) {
        guard case .connections(var view) = overlay, view.room == self[index].name else { return }
        view.report = report
        view.refreshesAt = now + Self.refreshInterval
        overlay = .connections(view)
    }

    /// Asks again in a while, unless the person has no right to the connections any more.
    private mutating func reportFailed(_ failure: RequestFailure, in index: Int) {
        guard case .connections(var view) = overlay, view.room == self[index].name else { return }
        let notice = Notice(.trouble, failure.message)
        guard self[index].isOperator, self[index].link.ending == nil else {
            overlay = nil
            tell(notice, in: index)
            return
        }
        view.notice = notice
        view.refreshesAt = now + max(failure.pause, Self.refreshInterval)
        overlay = .connections(view)
    }

    private mutating func show(_ acts: [Act]) {
        guard case .audit(var view) = overlay else { return }
        view.acts = acts
        overlay = .audit(view)
    }

    private mutating func show(_ bans: [Ban], in index: Int) {
        if case .bans(var view) = overlay, view.room == self[index].name {
            view.show(bans)
            overlay = .bans(view)
        } else {
            tell(bans, in: index)
        }
    }

    private mutating func tell(_ bans: [Ban], in index: Int) {
        if bans.isEmpty { tell(Notice("nobody is banned here"), in: index) }
        for ban in bans { tell(Notice(sentence(of: ban)), in: index) }
    }

    func sentence(of ban: Ban) -> String {
        let end = ban.until.map { "until \(calendar.moment($0, now: now))" } ?? "for good"
        let reason = ban.reason.isEmpty ? "" : ": \(ban.reason)"
        return "\(ban.name ?? ban.address ?? "") is banned \(end) by \(ban.by)\(reason)"
    }

    private mutating func tell(_ found: [Message], of search: SearchRequest, in index: Int) {
        let before = search.before == nil ? "" : " before that"
        let text = "“\(search.text)”"
        tell(Notice(found.isEmpty ? "nobody said \(text)\(before)" : "\(text) was said\(before):"), in: index)
        for message in found {
            tell(Notice("\(calendar.moment(message.time, now: now)) \(message.author): \(message.text)"), in: index)
        }
        self[index].olderFinds = found.first.map {
            SearchRequest(text: search.text, before: $0.seq, limit: search.limit)
        }
        guard found.count == search.limit else { return }
        tell(Notice("these are \(found.count); /search alone goes on to older ones"), in: index)
    }
}

extension RequestFailure {
    /// How long to wait before another try.
    var pause: Duration {
        switch kind {
        case .later(let wait): max(wait, .milliseconds(100))
        case .interrupted: .seconds(1)
        case .refused: .seconds(5)
        }
    }
}
