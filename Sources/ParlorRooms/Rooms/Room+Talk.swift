internal import ActorDefinition
internal import ActorWire

extension ActionContext where D: Room {
    var me: Participant { conn.state }

    nonisolated(nonsending) func say(_ post: Post) async throws -> Message {
        let text = CleanText(post.text, .lines).text
        guard !text.isEmpty else { throw UserError("empty", "there is nothing to say") }
        guard text.utf8.count <= limits.text else {
            throw UserError("too_long", "a message has at most \(limits.text) bytes, this one has \(text.utf8.count)")
        }
        let id = try post.id.map(validMessageID)
        if let id, let seq = presence.recentIDs.seq(of: id, from: me.id) {
            try payForReading()
            if let said = try await message(seq) { return said }
        }
        let (author, time) = (me, now)
        try requireVoice(at: time)
        try requirePause()
        try presence.posts.pay(payer, price: 1 + Double(text.utf8.count) / 1_024, at: uptime)
        let message = try journal.append(clientID: id, text: text) { seq in
            Message(
                seq: seq, id: id, author: author.name, authorID: author.id, text: text, time: time, kind: post.kind)
        }
        if let id, isHere || !author.id.isGuest {
            presence.recentIDs.remember(id, from: author.id, seq: message.seq)
        }
        beginPause()
        presence.roster.countPost(author.id, connection: conn.id, at: time)
        broadcast(definition.newMessage, message)
        return message
    }

    private func validMessageID(_ id: String) throws -> String {
        guard (1...limits.messageID).contains(id.utf8.count), id.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw UserError("invalid_id", "a message's id has 1 to \(limits.messageID) printable ASCII characters")
        }
        return id
    }

    nonisolated(nonsending) private func message(_ seq: UInt64) async throws -> Message? {
        try await journal.page(.after(seq - 1), limit: 1).first
    }

    private func requireVoice(at now: Timestamp) throws {
        guard let mute = community.mutes.inForce(for: visitor, at: now) else { return }
        let reason = mute.reason.isEmpty ? "" : ": \(mute.reason)"
        let wait = mute.until.map { ", for another \(DurationText.long($0 - now + .seconds(1)))" } ?? ""
        throw UserError("muted", "you were muted by \(mute.by)\(reason)\(wait)")
    }

    private var visitor: Visitor {
        Visitor(
            id: me.id, name: FoldedName(me.name), address: IPAddress(peer: conn.client.remoteAddress), role: me.role,
            isKnown: !me.id.isGuest)
    }

    /// - Throws: `UserError` `flood`, whose metadata says after how many milliseconds to try again.
    func payForReading() throws { try presence.reads.pay(payer, at: uptime) }

    /// Whether the caller is connected, as opposed to one who calls over HTTP.
    private var isHere: Bool { conns[conn.id] != nil }

    /// Who calls without staying may be a new person each time, and is known only by the address unless the room knows
    /// them from before.
    var payer: MemberID {
        if me.role.isOperator || presence.roster.contains(me.id) || isHere || community.register[me.id] != nil {
            return me.id
        }
        return .caller(from: IPAddress(peer: conn.client.remoteAddress))
    }

    // MARK: Reading

    func welcome() throws -> Welcome {
        try payForReading()
        let you =
            member(me.id) ?? Member(id: me.id, name: me.name, role: me.role, connections: 0, joined: conn.connectedAt)
        return Welcome(
            room: roomName, you: you, topic: community.topic, members: listed(), memberCount: presence.roster.count,
            head: journal.head, limits: limits, time: now, isPrivate: community.invite != nil,
            restrictions: community.restrictions)
    }

    func members() throws -> [Member] {
        try payForReading()
        return listed()
    }

    private func listed() -> [Member] { presence.roster.all.prefix(limits.membersListed).map(member) }

    nonisolated(nonsending) func history(_ request: PageRequest) async throws -> [Message] {
        try payForReading()
        let page = try await journal.page(request.cursor, limit: request.limit(limits))
        return page.bounded(limits.pageBytes, keepingEnd: request.after == nil) { $0.text.utf8.count }
    }

    nonisolated(nonsending) func search(_ request: SearchRequest) async throws -> [Message] {
        try payForReading()
        let words = CleanText(request.text, .line).text
        guard !words.isEmpty else { throw UserError("empty", "there is nothing to look for") }
        let limit = min(max(request.limit ?? limits.page, 1), limits.page)
        let found = try await journal.search(words, before: request.before, limit: limit)
        return found.reversed().bounded(limits.pageBytes, keepingEnd: true) { $0.text.utf8.count }
    }

    nonisolated(nonsending) func audit(_ request: PageRequest) async throws -> [Act] {
        try payForReading()
        let page = try await journal.auditPage(Act.self, request.cursor, limit: request.limit(limits))
        return page.bounded(limits.pageBytes, keepingEnd: request.after == nil) {
            $0.reason.utf8.count + $0.target.utf8.count
        }
    }
}

extension ActorContext where D: Room {
    /// The newest messages, the oldest of them first.
    nonisolated(nonsending) func newestMessages(_ count: Int) async throws -> [Message] {
        var pages: [[Message]] = []
        var missing = count
        var cursor = JournalCursor.end
        while missing > 0 {
            let page = try await journal.page(cursor, limit: min(missing, 500))
            guard let first = page.first else { break }
            pages.append(page)
            missing -= page.count
            cursor = .before(first.seq)
        }
        return pages.reversed().flatMap { $0 }
    }
}
