import ActorWire
import ParlorRooms
import Terminal

extension AppState {
    /// Answers to what happened: changes the state and tells what is to be done outside of it.
    mutating func update(_ event: AppEvent, at now: Timestamp) -> [AppEffect] {
        let isSetBack = now < self.now
        if isSetBack { clockSetBack(by: self.now - now) }
        let isTyping = isTyping(event) && !isSetBack && wakesAt.map { $0 > now } ?? true
        let height = InputArea.height(self)
        self.now = now
        let effects = effects(of: event)
        underWay += effects.count(where: \.isRequest)
        if !isTyping || InputArea.height(self) != height { revision += 1 }
        return effects + titleEffects() + plainEffects()
    }

    /// Whether the event is a key that goes to the input line and does nothing else, or not even that.
    private func isTyping(_ event: AppEvent) -> Bool {
        if case .settled = event { return true }
        guard case .input(.key(let press)) = event, overlay == nil, completion == nil, !isAtBoard else { return false }
        return keys.action(for: press) == nil
    }

    /// What a new screen does first.
    mutating func start() -> [AppEffect] {
        rooms.map { .open(room: $0.name, $0.kind) } + titleEffects()
    }

    private mutating func effects(of event: AppEvent) -> [AppEffect] {
        switch event {
        case .input(let input): return handle(input)
        case .entered(let line): return enter(line)
        case .inputEnded: endInput()
        case .resized(let size):
            self.size = size
            return pageIn()
        case .resumed: break
        case .terminate: return [.quit]
        case .tick: return tick()
        case .settled: underWay -= 1
        case .listed(let rooms):
            let isFirst = listed.isEmpty
            listed = rooms
            if isFirst { tellOfMatches() }
        case .found(let code, let result): return found(code, result)
        case .ordered(let order, let result): return ordered(order, result)
        case .rated(let game, let result): rated(game, result)
        case .trouble(let text): tell(Notice(.trouble, text))
        case .room(let name, let event):
            guard let index = index(of: name) else { return [] }
            return handle(event, in: index)
        }
        return []
    }

    private mutating func titleEffects() -> [AppEffect] {
        let mentions = rooms.reduce(0) { $0 + $1.mentions }
        let unread = rooms.reduce(0) { $0 + $1.unread }
        let count = mentions > 0 ? " (\(mentions)@)" : unread > 0 ? " (\(unread))" : ""
        let title = "#\(current.name)\(count) – parlor"
        guard title != shownTitle else { return [] }
        shownTitle = title
        return [.title(title)]
    }

    /// Rings the bell; the desktop shows why to somebody who looks at another window.
    func attention(to text: String) -> [AppEffect] { isFocused ? [.bell] : [.bell, .notify(text)] }

    mutating func tell(_ notice: Notice, in index: Int? = nil) {
        let index = index ?? currentIndex
        self[index].lines.append(notice, at: now)
        // Below a board there may be too few rows for it.
        if notice.kind == .trouble, index == currentIndex, isAtBoard { current.table?.trouble = notice.text }
    }
}
