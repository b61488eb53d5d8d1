import ActorDefinition
import ParlorRooms
import Terminal

/// What lines of input ask for is carried out.
extension AppState {
    /// Takes the input line and does what it says. A line with a mistake stays to be mended.
    mutating func submit() -> [AppEffect] {
        let line = current.editor.text
        guard !line.allSatisfy(\.isWhitespace) else { return goToBottom() }
        let room = current.name
        guard let effects = carryOut(line: line) else { return goToBottom() }
        if let index = index(of: room) { _ = self[index].editor.submit() }
        return effects
    }

    /// Does what a line says.
    ///
    /// - Returns: Nil when it could not be done; a notice says why.
    mutating func carryOut(line: String) -> [AppEffect]? {
        do {
            let intent = try CommandLine.intent(of: line)
            if intent != .quit { isQuitConfirmed = false }
            return carryOut(intent)
        } catch {
            tell(Notice(.trouble, error.message))
            return nil
        }
    }

    /// - Returns: Nil when it could not be done; a notice says why.
    private mutating func carryOut(_ intent: Intent) -> [AppEffect]? {
        switch intent {
        case .say(let text): return isAtBoard ? play(text: text, hint: "; Tab turns to the chat") : say(text, .say)
        case .act(let text): return say(text, .action)
        case .join(let word): return join(named: word)
        case .leave: return leave()
        case .showTopic: tell(Notice(topicSentence))
        case .request(let request): return ask(request)
        case .searchOn: return searchOn()
        case .play(let order): return self.order(order)
        case .watch(let room): return watch(room)
        case .seat: return toggleSeat()
        case .ready(let isReady): return sayReady(isReady)
        case .move(let text): return play(text: text)
        case .game(let request): return askTable(request)
        case .replay(let number): return askReplay(number)
        case .top(let game): return askTop(game)
        case .rules(let game): return tellRules(game)
        case .whois(let name): tell(whois(name))
        case .connections: return openConnections()
        case .audit:
            overlay = .audit(AuditView())
            return ask(.audit(PageRequest()))
        case .rooms: tellRooms()
        case .who: tell(Notice(whoSentence))
        case .clear: current.lines.clear()
        case .resend: current.outbox.retryFailed()
        case .discard: tell(Notice("\(current.outbox.discardFailed().of("message", "messages")) thrown away"))
        case .help(let name): return help(name)
        case .quit: return quit()
        }
        return sendAll()
    }

    private mutating func say(_ text: String, _ kind: Message.Kind) -> [AppEffect]? {
        if let trouble = post(text, kind) {
            tell(Notice(.trouble, trouble))
            return nil
        }
        return sendAll()
    }

    mutating func ask(_ request: RoomRequest) -> [AppEffect]? {
        guard current.link.isConnected else {
            overlay = nil
            tell(Notice(.trouble, "#\(current.name) is not connected now"))
            return nil
        }
        return [.call(room: current.name, request)] + goToBottom()
    }

    /// Goes to a room, and connects to it where there is no connection yet.
    ///
    /// - Parameter kind: Of the room; nil for what the lobby says.
    mutating func join(_ room: String, kind: RoomKind? = nil, isNew: Bool = false) -> [AppEffect]? {
        do {
            try RoomName.validate(room, limits: current.limits)
        } catch {
            tell(Notice(.trouble, error.message))
            return nil
        }
        let isNew = isNew || index(of: room) == nil
        let kind = kind ?? (listed.first { $0.name == room }?.game == nil ? .chat : .game)
        let index = add(room, kind)
        show(index)
        guard isNew || self[index].link.ending != nil else { return goToBottom() }
        self[index].link = .connecting
        return [.open(room: room, self[index].kind)] + goToBottom()
    }

    /// Goes to a room of which somebody typed the name or the invite code.
    private mutating func join(named word: String) -> [AppEffect]? {
        let room = knownRoom(word)
        guard room == nil, InviteCode(word) != nil else { return join(room ?? word) }
        return [.find(code: word)] + goToBottom()
    }

    /// The room that is meant by a typed name: that of another letter case where none is written so.
    func knownRoom(_ word: String) -> String? {
        let known = rooms.map(\.name) + listed.map(\.name)
        return known.first { $0 == word } ?? known.first { $0.lowercased() == word.lowercased() }
    }

    mutating func found(_ code: String, _ result: Result<FoundRoom, RequestFailure>) -> [AppEffect] {
        switch result {
        case .failure(let failure):
            tell(Notice(.trouble, failure.message))
            return []
        case .success(let room):
            let index = add(room.name, room.kind)
            self[index].invite = code
            return join(room.name, kind: room.kind, isNew: true) ?? []
        }
    }

    private mutating func searchOn() -> [AppEffect]? {
        guard let search = current.olderFinds else {
            tell(Notice(.trouble, "WORDS are missing: /search WORDS"))
            return nil
        }
        return ask(.search(search))
    }

    private mutating func leave() -> [AppEffect] {
        let room = current.name
        if rooms.count == 1 {
            current.link = .ended(.left)
            current.lineBroke()
        } else {
            remove(currentIndex)
        }
        return [.close(room: room)]
    }

    private mutating func help(_ name: String?) -> [AppEffect]? {
        guard let name else {
            overlay = .help(HelpView(beginning: .commands))
            return []
        }
        guard let command = CommandTable.command(named: name.lowercased()) else {
            tell(Notice(.trouble, "there is no command /\(name); /help lists all"))
            return nil
        }
        tell(Notice("\(command.synopsis) – \(command.summary)"))
        return goToBottom()
    }

    mutating func openConnections() -> [AppEffect] {
        guard current.isOperator else {
            tell(Notice(.trouble, "the connections of #\(current.name) are for its operators"))
            return goToBottom()
        }
        overlay = .connections(ConnectionsView(room: current.name))
        return [.call(room: current.name, .connections)]
    }
}

/// What commands answer from what is known here.
extension AppState {
    private var topicSentence: String {
        let topic = current.topic
        guard !topic.text.isEmpty else { return "#\(current.name) has no topic" }
        let when = topic.time.map { ", \(calendar.moment($0, now: now))" } ?? ""
        return "topic: \(topic.text) (set by \(topic.by)\(when))"
    }

    private var whoSentence: String {
        let names = current.members.prefix(100).map { member in
            member.role.isOperator ? "@\(member.name)" : member.name
        }
        let more = current.memberCount - names.count
        return "\(current.memberCount) here: \(names.joined(separator: ", "))" + (more > 0 ? " and \(more) more" : "")
    }

    private func whois(_ name: String) -> Notice {
        guard let member = current.member(named: name) else { return Notice(.trouble, "\(name) is not here") }
        var parts = [
            "\(member.name) is \(member.role.phrase)", "here since \(calendar.moment(member.joined, now: now))",
        ]
        if member.connections > 1 { parts.append("\(member.connections) connections") }
        if member.away { parts.append("away") }
        if member.muted {
            parts.append("muted" + (member.mutedUntil.map { " until \(calendar.moment($0, now: now))" } ?? ""))
        }
        return Notice(parts.joined(separator: ", "))
    }

    private mutating func tellRooms() {
        if listed.isEmpty { tell(Notice("the host lists no rooms")) }
        for room in listed {
            let topic = room.topic.isEmpty ? "" : " – \(room.topic)"
            tell(Notice("#\(room.name), \(room.members) here\(topic)"))
        }
    }
}
