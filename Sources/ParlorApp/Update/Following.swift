import ActorWire
import ParlorRooms
import Terminal

/// How the lines held here follow what a room says: in order, without a gap, each message once.
extension AppState {
    /// Messages missed above which only the newest are fetched; the rest is above them, by paging.
    private static let mostMissed: UInt64 = 2_000

    mutating func welcomed(_ welcome: Welcome, in index: Int) -> [AppEffect] {
        let isFirst = self[index].me == nil
        self[index].adopt(welcome)
        if isFirst {
            tellName(welcome.you.name, in: index)
            if isNew(welcome, in: index) { tell(Notice("#\(welcome.room) is new, and yours"), in: index) }
        }
        let last = self[index].lines.lastSeq
        let isCut = last > 0 && (welcome.head < last || welcome.head - last > Self.mostMissed)
        if isCut {
            self[index].lines.reset()
            self[index].scroll = .bottom
        }
        if !isFirst { self[index].missed = last + 1..<max(welcome.head, last) + 1 }
        return follow(index) + sendNext(in: index) + fetchTable(in: index)
    }

    private mutating func tellName(_ name: String, in index: Int) {
        guard name != wantedName else { return }
        let isTaken = (try? MemberName(wantedName, limits: self[index].limits))?.description != name
        tell(Notice("\(wantedName) is \(isTaken ? "taken" : "not a name") here: you are \(name)"), in: index)
    }

    /// Whether the room seems to have been made by the person's coming, by a slip of a finger perhaps. The host owns all.
    private func isNew(_ welcome: Welcome, in index: Int) -> Bool {
        self[index].kind == .chat && welcome.you.role == .owner && !isHost && welcome.head == 0
            && welcome.memberCount == 1 && welcome.topic.text.isEmpty
    }

    /// Events were lost: what they said is asked for.
    mutating func resynchronize(_ index: Int) -> [AppEffect] {
        guard self[index].link.isConnected else { return [] }
        return [.call(room: self[index].name, .hello)]
    }

    /// Adds what is in place, and asks for what is missing before the rest.
    private mutating func follow(_ index: Int) -> [AppEffect] {
        var effects = takeEarly(in: index)
        let last = self[index].lines.lastSeq
        if self[index].sync != .detached || self[index].scroll == .bottom {
            if last < self[index].head {
                self[index].sync = .fetching
                let page = last == 0 ? PageRequest() : PageRequest(after: last)
                effects.append(.call(room: self[index].name, .history(page)))
            } else {
                self[index].sync = .live
                tellMissed(in: index)
            }
        }
        return effects
    }

    private mutating func takeEarly(in index: Int) -> [AppEffect] {
        var call: Message?
        let early = self[index].early
        self[index].early = []
        for message in early {
            if message.seq == self[index].lines.lastSeq + 1 {
                call = accept(message, in: index) ?? call
            } else if message.seq > self[index].lines.lastSeq {
                self[index].early.append(message)
            }
        }
        return attention(to: call, in: index)
    }

    private mutating func tellMissed(in index: Int) {
        guard let missed = self[index].missed else { return }
        self[index].missed = nil
        // What the person said before the line broke may be among them.
        let me = self[index].me?.id
        let own = self[index].lines.lines.count { line in
            line.message.map { missed.contains($0.seq) && $0.authorID == me } ?? false
        }
        let count = missed.count - own
        let missedText = count == 0 ? "nothing was missed" : "\(count.of("message was", "messages were")) missed"
        tell(Notice("connected again; \(missedText)"), in: index)
    }

    mutating func received(_ message: Message, in index: Int) -> [AppEffect] {
        self[index].head = max(self[index].head, message.seq)
        guard message.seq > self[index].lines.lastSeq else { return [] }
        switch self[index].sync {
        case .live where message.seq == self[index].lines.lastSeq + 1:
            return attention(to: accept(message, in: index), in: index)
        case .live:
            self[index].hold(message)
            return follow(index)
        case .idle, .fetching:
            self[index].hold(message)
            return []
        case .detached, .paging:
            self[index].below += 1
            return attention(to: count(message, in: index), in: index)
        }
    }

    /// Adds the next message.
    ///
    /// - Returns: The message if it calls the person, who does not look.
    private mutating func accept(_ message: Message, in index: Int) -> Message? {
        if message.authorID == self[index].me?.id { self[index].outbox.confirm(message.id) }
        if self[index].scroll != .bottom {
            self[index].below += 1
            // The oldest lines must not be let go under the reader's eyes.
            guard !self[index].lines.isFull else {
                self[index].sync = .detached
                return count(message, in: index)
            }
        }
        self[index].noteWidth(of: message.author)
        self[index].lines.append(message)
        return count(message, in: index)
    }

    private mutating func count(_ message: Message, in index: Int) -> Message? {
        guard !isRead(index), message.authorID != self[index].me?.id else { return nil }
        self[index].unread += 1
        guard let me = self[index].me, Mention.of(me.name, in: message.text) else { return nil }
        self[index].mentions += 1
        return message
    }

    private func attention(to call: Message?, in index: Int) -> [AppEffect] {
        call.map { attention(to: "\($0.author) in #\(self[index].name): \($0.text)") } ?? []
    }

    mutating func paged(_ request: PageRequest, _ page: [Message], in index: Int) -> [AppEffect] {
        if request.before != nil {
            guard self[index].isFetchingOlder else { return [] }
            self[index].isFetchingOlder = false
            for message in page { self[index].noteWidth(of: message.author) }
            if self[index].lines.prepend(page) { self[index].sync = .detached }
            return []
        }
        let before = self[index].lines.lastSeq
        // An answer to what was asked for before a broken line, or before the lines were let go, has no place here.
        guard request.after.map({ $0 <= before && before > 0 }) ?? (before == 0) else { return [] }
        switch self[index].sync {
        case .fetching where request.after == nil:
            self[index].takeFirst(page)
            return followAfterPage(from: before, in: index)
        case .fetching:
            var call: Message?
            for message in page where message.seq > self[index].lines.lastSeq && self[index].sync == .fetching {
                call = accept(message, in: index) ?? call
            }
            return attention(to: call, in: index) + followAfterPage(from: before, in: index)
        case .paging:
            for message in page { self[index].takeUncounted(message) }
            let isAtEnd = page.isEmpty || self[index].lines.lastSeq >= self[index].head
            self[index].sync = isAtEnd ? .live : .detached
            return []
        case .idle, .live, .detached: return []
        }
    }

    /// A room that has less than it said must not be asked for ever.
    private mutating func followAfterPage(from before: UInt64, in index: Int) -> [AppEffect] {
        let last = self[index].lines.lastSeq
        if last == before, self[index].sync == .fetching { self[index].head = last }
        return self[index].sync == .detached ? [] : follow(index)
    }

    /// Goes to the newest line, which may have to be fetched.
    mutating func goToBottom() -> [AppEffect] {
        current.scroll = .bottom
        current.below = 0
        lookAgain()
        guard current.sync == .detached || current.sync == .paging else { return [] }
        current.lines.reset()
        current.sync = .idle
        return follow(currentIndex)
    }

    /// Asks for what a reader at the edge of the lines held is about to see.
    mutating func pageIn() -> [AppEffect] {
        guard current.link.isConnected else { return [] }
        let view = MessageView(self)
        if view.isNearTop, !current.isFetchingOlder, !current.lines.isFromBeginning, current.sync != .idle,
            current.sync != .fetching, current.sync != .paging
        {
            let first = current.lines.firstSeq ?? current.lines.lastSeq &+ 1
            guard first > 1 else { return [] }
            current.isFetchingOlder = true
            return [.call(room: current.name, .history(PageRequest(before: first)))]
        }
        if current.sync == .detached, view.isNearBottom {
            current.sync = .paging
            return [.call(room: current.name, .history(PageRequest(after: current.lines.lastSeq)))]
        }
        return []
    }
}

extension RoomState {
    /// Messages that are held while what precedes them is fetched. Others are fetched, too.
    private static let earlyLimit = 500

    fileprivate mutating func hold(_ message: Message) {
        if early.count < Self.earlyLimit { early.append(message) }
    }

    /// Puts the newest page above what was told before it came.
    fileprivate mutating func takeFirst(_ page: [Message]) {
        for message in page {
            if message.authorID == me?.id { outbox.confirm(message.id) }
            noteWidth(of: message.author)
        }
        _ = lines.prepend(page)
    }

    fileprivate mutating func takeUncounted(_ message: Message) {
        if message.authorID == me?.id { outbox.confirm(message.id) }
        noteWidth(of: message.author)
        lines.append(message)
    }

    fileprivate mutating func adopt(_ welcome: Welcome) {
        me = welcome.you
        topic = welcome.topic
        restrictions = welcome.restrictions ?? Restrictions()
        members = welcome.members
        memberCount = welcome.memberCount
        head = welcome.head
        limits = welcome.limits
        sync = sync == .detached ? .detached : .idle
        outbox.pausedUntil = nil
        for member in members.prefix(200) { noteWidth(of: member.name) }
    }

    mutating func noteWidth(of name: String) {
        widestName = max(widestName, TextWidth.columns(name))
    }
}
