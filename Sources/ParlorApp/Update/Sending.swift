import ParlorRooms

/// What the person says, until the room has it.
extension AppState {
    /// Takes a post into the outbox of the current room.
    ///
    /// - Returns: What is wrong with it; nil when it is on its way.
    mutating func post(_ text: String, _ kind: Message.Kind = .say) -> String? {
        guard current.link.ending == nil else {
            return "you are not in #\(current.name); /join \(current.name) goes back"
        }
        guard text.utf8.count <= current.limits.text else {
            return "the message has \(text.utf8.count) bytes; the room takes \(current.limits.text)"
        }
        guard current.outbox.room > 0 else { return "\(Outbox.limit) messages wait to be sent already" }
        current.outbox.add(Outbox.Entry(id: ids.make(), text: text, kind: kind))
        current.lastRead = nil
        return nil
    }

    /// Sends the next post that waits, if the line is free.
    mutating func sendNext(in index: Int) -> [AppEffect] {
        guard self[index].takesPosts, let post = self[index].outbox.next(at: now) else { return [] }
        return [.call(room: self[index].name, .post(post))]
    }

    /// Sends what waits though it was to wait longer: the room may take it now.
    mutating func sendAtOnce(in index: Int) -> [AppEffect] {
        self[index].outbox.pausedUntil = nil
        return sendNext(in: index)
    }

    mutating func sendAll() -> [AppEffect] { goToBottom() + sendNext(in: currentIndex) }
}
