import ParlorRooms

/// How what happens in a chat is told in lines: in words, not in signs. A colon follows the name of who speaks and
/// nothing else at the beginning of a line, and no name has a comma at its end: nobody can speak as the program does.
extension PlainText {
    static func sentence(of line: Line) -> String {
        switch line.content {
        case .message(let message):
            message.kind == .action
                ? "Action, \(message.author) \(message.text)" : "\(message.author): \(message.text)"
        case .presence(let presence): presence.sentence
        case .notice(let notice):
            switch notice.kind {
            case .information: "Notice, \(notice.text)"
            case .trouble: "Problem, \(notice.text)"
            case .moderation: "Moderation, \(notice.text)"
            }
        }
    }

    static func welcome(_ me: Member, to room: RoomState) -> [String] {
        let others = max(room.memberCount - 1, 0)
        var sentences = ["You are \(me.name) in #\(room.name), with \(others.of("other", "others"))"]
        if !room.topic.text.isEmpty { sentences.append("Topic, \(room.topic.text)") }
        if let label = room.restrictions.label { sentences.append("Restricted, \(label)") }
        if room.kind == .game { sentences.append("A game is played here; to see it and play needs the screen") }
        return sentences
    }

    /// What to tell of the connection; nil for nothing. That it is back the room tells, with what was missed.
    static func sentence(of link: LinkState, after old: LinkState, in room: String, _ state: AppState) -> String? {
        switch (old, link) {
        case (.reconnecting(let before, _, _), .reconnecting(let attempt, _, _)) where before == attempt: nil
        case (_, .reconnecting(let attempt, let time, _)):
            lost(attempt, wasConnected: old.isConnected, StatusLine.seconds(until: time, state.now))
        case (.waiting, .waiting): nil
        case (_, .waiting(let time)):
            "The host takes nothing now; trying again in \(StatusLine.seconds(until: time, state.now))"
        case (_, .ended(let ending)) where old != link: Banner.sentence(ending, of: room, state)
        default: nil
        }
    }

    /// More and more seldom, the longer it lasts.
    private static func lost(_ attempt: Int, wasConnected: Bool, _ wait: String) -> String? {
        if wasConnected { return "Connection lost; trying again in \(wait)" }
        guard attempt.nonzeroBitCount == 1 else { return nil }
        return "No connection yet; trying again in \(wait) (attempt \(attempt))"
    }

    static func held(_ waiting: Int, for wait: Duration) -> String {
        let messages = waiting.of("message waits", "messages wait")
        return "Kept since the room is slow: \(messages) for \(DurationText.long(wait + .milliseconds(999)))"
    }

    static func refusal(of entry: Outbox.Entry) -> String {
        guard case .failed(let why, _) = entry.progress else { return "Waiting, \(entry.text)" }
        return "Not sent, \(entry.text)\n\(why); /resend sends it again, /discard throws it away"
    }
}
