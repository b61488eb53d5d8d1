import ParlorRooms
import Terminal

/// What the person does at the terminal.
extension AppState {
    mutating func handle(_ input: InputEvent) -> [AppEffect] {
        switch input {
        case .key(let press): return handle(press)
        case .paste(let text): return paste(text)
        case .mouse(let event): return handle(event)
        case .focus(let isFocused): focus(isFocused)
        case .reply: break
        }
        return []
    }

    private mutating func focus(_ isFocused: Bool) {
        if !isFocused { turnAway() }
        self.isFocused = isFocused
        lookAgain()
    }

    private mutating func handle(_ press: KeyPress) -> [AppEffect] {
        let action = keys.action(for: press)
        // These work wherever one is.
        switch action {
        case .suspend: return suspend()
        case .quit: return quit() ?? []
        case .help: return toggleHelp()
        default: break
        }
        if overlay != nil { return handleInOverlay(press, action) }
        if let effects = pressOnBoard(press) { return effects }
        if action == .complete, current.editor.isEmpty || isAtBoard, turnFocus() { return [] }
        if action != .complete, action != .completeBack { completion = nil }
        if let action { return carryOut(action) }
        switch current.editor.handle(press) {
        case .edited: isQuitConfirmed = false
        case .full: return tellFull()
        case .moved, .ignored: break
        }
        return []
    }

    /// Tells once that what is typed is left out; the bell rings for every letter of it.
    private mutating func tellFull() -> [AppEffect] {
        let notice = Notice(.trouble, "a message holds \(current.editor.byteLimit) bytes; what follows is left out")
        if current.lines.lines.last?.content != .notice(notice) { tell(notice) }
        revision += 1
        return [.bell]
    }

    private mutating func carryOut(_ action: KeyAction) -> [AppEffect] {
        switch action {
        case .send: return submit()
        case .complete: complete(backwards: false)
        case .completeBack: complete(backwards: true)
        case .escape: return goToBottom()
        case .clearInput: clearInput()
        case .connections: return openConnections()
        case .roomsPane: overlay = .rooms
        case .peoplePane: overlay = .people
        case .nextRoom: show((currentIndex + 1) % rooms.count)
        case .previousRoom: show((currentIndex + rooms.count - 1) % rooms.count)
        case .room(let index): show(index)
        case .nextUnread: showUnread()
        case .pageUp, .pageDown, .lineUp, .lineDown, .top, .bottom: return scroll(action)
        case .suspend, .quit, .help: break
        }
        return []
    }

    private mutating func showUnread() {
        let others = rooms.indices.map { (currentIndex + 1 + $0) % rooms.count }
        let next =
            others.first { rooms[$0].table?.call != nil } ?? others.first { rooms[$0].mentions > 0 }
            ?? others.first { rooms[$0].unread > 0 }
        if let next { show(next) }
    }

    private mutating func clearInput() {
        if current.editor.isEmpty {
            tell(Notice("\(KeyPress.control("q")) or /quit ends the program"))
        } else {
            // Undo brings it back.
            current.editor.replaceAll(with: "")
        }
    }

    // MARK: Completion

    private mutating func complete(backwards: Bool) {
        if var completion {
            completion.choose(backwards: backwards)
            place(completion)
        } else {
            let names = Set(rooms.map(\.name) + listed.map(\.name)).sorted()
            guard let found = Completion.begin(in: current, rooms: names, backwards: backwards) else { return }
            place(found)
        }
    }

    private mutating func place(_ completion: Completion) {
        var completion = completion
        current.editor.replace(completion.range, with: completion.text)
        completion.placed(upTo: current.editor.cursor)
        self.completion = completion
    }

    // MARK: Scrolling

    mutating func scroll(_ action: KeyAction) -> [AppEffect] {
        let page = max(ScreenLayout(self).messages.size.rows - 2, 1)
        switch action {
        case .pageUp: return scroll(by: page)
        case .pageDown: return scroll(by: -page)
        case .lineUp: return scroll(by: 1)
        case .lineDown: return scroll(by: -1)
        case .top: current.scroll = MessageView(self).top
        default: return goToBottom()
        }
        return pageIn()
    }

    /// Up by so many rows; down, where they are negative.
    private mutating func scroll(by rows: Int) -> [AppEffect] {
        current.scroll = MessageView(self).scrolled(by: rows)
        guard current.scroll == .bottom, current.sync != .detached, current.sync != .paging else { return pageIn() }
        current.below = 0
        lookAgain()
        return rows > 0 ? pageIn() : []
    }

    // MARK: Mouse

    private static let wheelRows = 3

    private mutating func handle(_ event: MouseEvent) -> [AppEffect] {
        switch event.action {
        case .wheelUp where overlay == nil: return scroll(by: Self.wheelRows)
        case .wheelDown where overlay == nil: return scroll(by: -Self.wheelRows)
        case .press(.left) where overlay == nil: return click(at: event.position)
        default: return []
        }
    }

    private mutating func click(at position: Position) -> [AppEffect] {
        guard ScreenLayout.fits(size) else { return [] }
        if let effects = clickOnBoard(at: position) { return effects }
        guard let pane = ScreenLayout(self).rooms, pane.contains(position) else { return [] }
        let row = position.row - pane.origin.row
        switch RoomsPane.entry(self, atRow: row, of: pane.size.rows) {
        case .joined(let index): show(index)
        case .other(let name): return join(name) ?? []
        case .heading, nil: break
        }
        return []
    }
}
