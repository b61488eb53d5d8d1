import ActorWire
import ParlorRooms

/// What rooms tell.
extension AppState {
    mutating func handle(_ event: RoomEvent, in index: Int) -> [AppEffect] {
        switch event {
        case .link(let link): return linkChanged(to: link, in: index)
        case .isOfAnotherKind:
            // It is not on the list that was told last: it is new, or private.
            guard self[index].kind == .chat else { return [] }
            self[index].turnsOutToHaveGame()
            return [.open(room: self[index].name, .game)]
        case .answered(let request, let result): return answered(request, result, in: index)
        case .message(let message): return received(message, in: index)
        case .joined(let member): joined(member, in: index)
        case .left(let member, let departure): left(member, departure, in: index)
        case .changed(let member): self[index].put(member)
        case .muted(let member, let act): muted(member, act, in: index)
        case .unmuted(let member, let act): unmuted(member, act, in: index)
        case .role(let member, let by):
            self[index].put(member)
            tell(Notice(.moderation, "\(member.name) is now \(member.role.phrase), by \(by)"), in: index)
            if member.id == self[index].me?.id { return sendAtOnce(in: index) }
        case .topic(let topic):
            self[index].topic = topic
            let text = topic.text.isEmpty ? "\(topic.by) cleared the topic" : "\(topic.by) set the topic: \(topic.text)"
            tell(Notice(text), in: index)
        case .restricted(let restrictions, let act):
            self[index].restrictions = restrictions
            if let text = act.restriction { tell(Notice(.moderation, text), in: index) }
            return sendAtOnce(in: index)
        case .kicked(let kicked): return linkChanged(to: .ended(.kicked(kicked)), in: index)
        case .game(let event): return handle(event, in: index)
        case .lagged: return resynchronize(index)
        }
        return []
    }

    private mutating func linkChanged(to link: LinkState, in index: Int) -> [AppEffect] {
        let before = self[index].link
        // The close that follows a kick says less than the kick.
        if case .kicked = before.ending, link != .connecting { return [] }
        self[index].link = link
        switch link {
        case .connected where !before.isConnected: return [.call(room: self[index].name, .hello)]
        case .reconnecting, .waiting: self[index].lineBroke()
        case .ended:
            self[index].lineBroke()
            // It would hide why the room has ended.
            switch overlay {
            case .connections(let view) where view.room == self[index].name: overlay = nil
            case .bans(let view) where view.room == self[index].name: overlay = nil
            default: break
            }
        case .connecting, .connected: break
        }
        return []
    }

    private mutating func joined(_ member: Member, in index: Int) {
        let isNew = !self[index].members.contains { $0.id == member.id }
        self[index].put(member)
        guard member.id != self[index].me?.id else { return }
        // Who is listed already was told of by the room's welcome.
        guard isNew else { return }
        self[index].memberCount += 1
        announce(Presence.Change(name: member.name, verb: "joined", isArrival: true), in: index)
    }

    private mutating func left(_ member: Member, _ departure: Departure, in index: Int) {
        if self[index].remove(member.id) { self[index].memberCount -= 1 }
        switch departure {
        case .left, .lost:
            let verb = departure == .left ? "left" : "lost the connection"
            announce(Presence.Change(name: member.name, verb: verb, isArrival: false), in: index)
        case .kicked, .banned:
            tell(Notice(.moderation, "\(member.name) was \(departure)"), in: index)
        }
    }

    private mutating func announce(_ change: Presence.Change, in index: Int) {
        guard self[index].sync != .detached, self[index].sync != .paging else { return }
        // A line that was printed cannot be added to.
        self[index].lines.append(change, at: now, isApart: isPlain)
    }

    private mutating func muted(_ member: Member, _ act: Act, in index: Int) {
        self[index].put(member)
        let term = act.until.map { " for \(DurationText.long($0 - act.time))" } ?? ""
        let reason = act.reason.isEmpty ? "" : ": \(act.reason)"
        tell(Notice(.moderation, "\(member.name) was muted\(term) by \(act.by)\(reason)"), in: index)
    }

    private mutating func unmuted(_ member: Member, _ act: Act, in index: Int) {
        self[index].put(member)
        let by = act.by.isEmpty ? "" : ", by \(act.by)"
        tell(Notice(.moderation, "\(member.name) may speak again\(by)"), in: index)
    }
}

extension RoomState {
    /// Nothing that was under way will be answered; it is asked for again when the line is back. Only a move that waits
    /// to be sent again would be lost.
    mutating func lineBroke() {
        sync = .idle
        early = []
        deferred.removeAll { !$0.request.isMove }
        isFetchingOlder = false
        outbox.requeue(outbox.sending)
    }

    mutating func put(_ member: Member) {
        if let index = members.firstIndex(where: { $0.id == member.id }) {
            members[index] = member
        } else {
            members.append(member)
        }
        if member.id == me?.id { me = member }
        noteWidth(of: member.name)
    }

    /// - Returns: Whether the person was listed.
    mutating func remove(_ id: MemberID) -> Bool {
        let before = members.count
        members.removeAll { $0.id == id }
        return members.count < before
    }
}

extension Role {
    /// The role in a sentence.
    var phrase: String {
        switch self {
        case .guest: "a guest"
        case .member: "a member"
        case .op: "an operator"
        case .owner: "the owner"
        }
    }
}
