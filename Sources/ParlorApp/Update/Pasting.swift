import ParlorRooms
import Terminal

/// What is pasted: a few lines go into the input line, of more the person is asked.
extension AppState {
    mutating func paste(_ text: String) -> [AppEffect] {
        switch overlay {
        case nil: break
        case .connections(var view):
            view.insert(text)
            overlay = .connections(view)
            return []
        default: return []
        }
        completion = nil
        if let long = PasteGuard(text, for: current.name) {
            overlay = .paste(long)
        } else if !current.editor.insert(text.hasSuffix("\n") ? String(text.dropLast()) : text) {
            tell(Notice(.trouble, "the paste is longer than a message; its end was left out"))
        }
        return []
    }

    mutating func handle(_ press: KeyPress, in paste: PasteGuard) -> [AppEffect] {
        guard press.modifiers.isEmpty else { return [] }
        switch press.key {
        case .escape, .character("n"): overlay = nil
        case .character("l"): return send(paste.messages, of: paste)
        case .character("o"): return send([paste.whole], of: paste)
        case .character("e"): return edit(paste)
        default: break
        }
        return []
    }

    private mutating func edit(_ paste: PasteGuard) -> [AppEffect] {
        goBack(to: paste)
        var editor = current.editor
        guard editor.insert(paste.whole) else { return refuse(paste, "the paste is longer than a message") }
        current.editor = editor
        overlay = nil
        return []
    }

    /// A room that was asked for before may have come into sight under the question.
    private mutating func goBack(to paste: PasteGuard) {
        if let index = index(of: paste.room) { show(index) }
    }

    private mutating func send(_ messages: [String], of paste: PasteGuard) -> [AppEffect] {
        goBack(to: paste)
        if let long = messages.first(where: { $0.utf8.count > current.limits.text }) {
            return refuse(paste, "\(long.utf8.count) bytes are more than a message holds (\(current.limits.text))")
        }
        guard messages.count <= current.outbox.room else {
            return refuse(paste, "\(messages.count) messages are more than can wait (\(current.outbox.room))")
        }
        for message in messages {
            if let trouble = post(message) { return refuse(paste, trouble) }
        }
        overlay = nil
        return sendAll()
    }

    private mutating func refuse(_ paste: PasteGuard, _ trouble: String) -> [AppEffect] {
        var paste = paste
        paste.trouble = trouble
        overlay = .paste(paste)
        return []
    }
}

extension ConnectionsView {
    /// Puts a pasted text into the line that is asked for.
    mutating func insert(_ text: String) {
        let line = String(text.map { $0.isNewline ? " " : $0 })
        switch prompt {
        case nil: break
        case .filter: filter.insert(line)
        case .act(let deed, let name, var editor):
            editor.insert(line)
            prompt = .act(deed, name: name, editor)
        }
    }
}
