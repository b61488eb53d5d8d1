import ParlorRooms
import Terminal

/// Keys while something lies over the chat.
extension AppState {
    mutating func handleInOverlay(_ press: KeyPress, _ action: KeyAction?) -> [AppEffect] {
        switch overlay {
        case nil: return []
        case .paste(let paste): return handle(press, in: paste)
        case .connections(let view): return handle(press, action, in: view)
        case .help(let view): return handle(press, in: view)
        case .bans(let view): return handle(press, in: view)
        case .audit(let view): return handle(action, in: view)
        case .watch(let view): return handle(press, in: view)
        case .replay: return pressInReplay(press)
        case .rooms: return handleInRoomsPane(press, action)
        case .people: overlay = nil
        }
        return []
    }

    /// Opens the help over whatever is shown, or closes it.
    mutating func toggleHelp() -> [AppEffect] {
        if case .help(let view) = overlay { return close(view) }
        overlay = .help(HelpView(origin: overlay))
        return []
    }

    private mutating func close(_ view: HelpView) -> [AppEffect] {
        overlay = view.origin
        // What the room answered meanwhile has not been shown.
        switch view.origin {
        case .connections(let connections): return [.call(room: connections.room, .connections)]
        case .bans(let bans): return [.call(room: bans.room, .bans)]
        case .audit: return [.call(room: current.name, .audit(PageRequest()))]
        default: return []
        }
    }

    private mutating func handle(_ press: KeyPress, in view: HelpView) -> [AppEffect] {
        var view = view
        guard let row = HelpScreen.page(view, self).first(after: press.key, from: view.row) else { return close(view) }
        view.row = row
        overlay = .help(view)
        return []
    }

    private mutating func handle(_ action: KeyAction?, in view: AuditView) -> [AppEffect] {
        var view = view
        let page = max(size.rows - 3, 1)
        switch action {
        case .pageUp:
            view.skipped = min(view.skipped + page, AuditScreen.lastSkipped(view, self))
            overlay = .audit(view)
        case .pageDown:
            view.skipped = max(view.skipped - page, 0)
            overlay = .audit(view)
        default:
            overlay = view.origin.map(Overlay.connections)
            if let origin = view.origin { return [.call(room: origin.room, .connections)] }
        }
        return []
    }

    private mutating func handle(_ press: KeyPress, in view: BansView) -> [AppEffect] {
        var view = view
        var effects: [AppEffect] = []
        view.notice = nil
        switch press.key {
        case .up: view.move(by: -1)
        case .down: view.move(by: 1)
        case .pageUp: view.move(by: -max(size.rows - 3, 1))
        case .pageDown: view.move(by: max(size.rows - 3, 1))
        case .escape:
            overlay = .connections(view.origin)
            return [.call(room: view.room, .connections)]
        case .enter:
            // Later it might be another ban of that name.
            guard let ban = view.chosen, index(of: view.room).map({ self[$0].link.isConnected }) == true else { break }
            effects = [.call(room: view.room, .unban(ban.lifting))]
        default: break
        }
        overlay = .bans(view)
        return effects
    }

    /// Up and Down choose a room at once; anything else closes the pane.
    private mutating func handleInRoomsPane(_ press: KeyPress, _ action: KeyAction?) -> [AppEffect] {
        switch (action, press.key) {
        case (_, .up): show((currentIndex + rooms.count - 1) % rooms.count)
        case (_, .down): show((currentIndex + 1) % rooms.count)
        case (.room(let index), _):
            show(index)
            overlay = nil
        default: overlay = nil
        }
        return []
    }
}

/// Keys of the connections view.
extension AppState {
    fileprivate mutating func handle(
        _ press: KeyPress, _ action: KeyAction?, in view: ConnectionsView
    ) -> [AppEffect] {
        var view = view
        if view.prompt != nil { return answer(press, in: view) }
        view.notice = nil
        switch press.key {
        case .up: view.move(by: -1)
        case .down: view.move(by: 1)
        case .pageUp: view.move(by: -max(size.rows - 4, 1))
        case .pageDown: view.move(by: max(size.rows - 4, 1))
        case .escape:
            if view.filter.isEmpty {
                overlay = nil
                return []
            }
            view.filter.clear()
        case .character(let character) where press.modifiers.isEmpty:
            guard let key = ConnectionsKey(rawValue: character) else { break }
            return carryOut(key, in: view)
        default:
            if action == .connections {
                overlay = nil
                return []
            }
        }
        overlay = .connections(view)
        return []
    }

    private mutating func carryOut(_ key: ConnectionsKey, in view: ConnectionsView) -> [AppEffect] {
        var view = view
        switch key {
        case .kick: view.ask(.kick)
        case .ban: view.ask(.ban)
        case .mute: view.ask(view.selection?.state == .muted ? .unmute : .mute)
        case .op: view.ask(.op)
        case .filter: view.prompt = .filter
        case .unban:
            overlay = .bans(BansView(origin: view))
            return [.call(room: view.room, .bans)]
        case .sort: view.order = view.order.next
        case .whois: view.notice = view.selection.map { Notice(whois($0)) }
        case .audit:
            overlay = .audit(AuditView(origin: view))
            return [.call(room: view.room, .audit(PageRequest()))]
        }
        overlay = .connections(view)
        return []
    }

    private func whois(_ connection: ConnectionReport) -> String {
        let joined = calendar.moment(connection.joined, now: now)
        let all = current.members.first { $0.id == connection.memberID }?.connections ?? 1
        let count = all == 1 ? "the only connection" : "one of \(all) connections"
        return "\(connection.name), \(connection.role.phrase), from \(connection.address), since \(joined), \(count)"
    }

    private mutating func answer(_ press: KeyPress, in view: ConnectionsView) -> [AppEffect] {
        var view = view
        var effects: [AppEffect] = []
        switch (view.prompt, press.key) {
        case (.filter, .escape):
            view.filter.clear()
            view.prompt = nil
        case (_, .escape), (.filter, .enter): view.prompt = nil
        case (.filter, _): _ = view.filter.handle(press)
        case (.act(let deed, let name, let editor), .enter):
            // Later it might be about somebody else of that name.
            guard let index = index(of: view.room), self[index].link.isConnected else { break }
            do {
                effects = [.call(room: view.room, try deed.request(against: name, editor.text))]
                view.prompt = nil
            } catch {
                view.notice = Notice(.trouble, error.message)
            }
        case (.act(let deed, let name, var editor), _):
            _ = editor.handle(press)
            view.prompt = .act(deed, name: name, editor)
        case (nil, _): break
        }
        overlay = .connections(view)
        return effects
    }
}

extension ConnectionsView {
    fileprivate mutating func ask(_ deed: Deed) {
        guard let name = selection?.name else { return }
        selected = selection?.id
        prompt = .act(deed, name: name, LineEditor(byteLimit: 1_024))
    }
}

extension ConnectionsView.Deed {
    /// - Parameter text: The reason, after a duration where one is understood.
    /// - Throws: What is wrong with the duration.
    fileprivate func request(against name: String, _ text: String) throws(CommandError) -> RoomRequest {
        var words = Words(text[...])
        switch self {
        case .kick: return .kick(KickRequest(name: name, reason: words.text()))
        case .unmute: return .unmute(Whom(name))
        case .op: return .op(Whom(name))
        case .ban:
            let seconds = try words.duration()
            return .ban(BanRequest(name: name, reason: words.text(), seconds: seconds))
        case .mute:
            let seconds = try words.duration()
            return .mute(MuteRequest(name: name, seconds: seconds, reason: words.text()))
        }
    }
}

extension Ban {
    /// What lifts it.
    fileprivate var lifting: UnbanRequest {
        name.map { UnbanRequest(name: $0) } ?? UnbanRequest(address: address)
    }
}
