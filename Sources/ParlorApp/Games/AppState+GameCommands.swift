import ParlorGames
import ParlorRooms
import Terminal

/// What the commands of games do.
extension AppState {
    /// - Returns: Nil when it could not be done; a notice says why.
    mutating func order(_ order: GameOrder) -> [AppEffect]? {
        guard let info = knownGame(order.setup.game) else { return nil }
        if order.takesAny, let table = current.table, table.status?.setup.game == info.id,
            table.status?.phase == .gathering, table.seat(of: current.me) == nil
        {
            return ask(.sit)
        }
        tell(Notice("looking for a table of \(info.title)…"))
        return [.order(order)] + goToBottom()
    }

    /// The lobby named a room: the person goes there and takes a seat.
    mutating func ordered(_ order: GameOrder, _ result: Result<String, RequestFailure>) -> [AppEffect] {
        switch result {
        case .failure(let failure):
            tell(Notice(.trouble, failure.message))
            return []
        case .success(let room):
            let effects = join(room, kind: .game) ?? []
            guard let index = index(of: room) else { return effects }
            self[index].table?.order = order
            return self[index].link.isConnected ? effects + fetchTable(in: index) : effects
        }
    }

    mutating func toggleSeat() -> [AppEffect]? {
        guard let table = requireTable() else { return nil }
        guard table.seat(of: current.me) != nil else { return ask(.sit) }
        // Whoever gets up now loses.
        guard table.status?.phase != .playing else {
            tell(Notice(.trouble, "a match runs: /resign gives it up"))
            return nil
        }
        return ask(.stand)
    }

    mutating func sayReady(_ isReady: Bool) -> [AppEffect]? {
        guard let table = requireTable() else { return nil }
        guard let seat = table.seat(of: current.me) else {
            tell(Notice(.trouble, "you have no seat: /seat takes one"))
            return nil
        }
        if isReady, table.status?.seats[seat].isReady == true {
            tell(Notice("you are ready: /ready off takes it back"))
            return []
        }
        return ask(.ready(isReady))
    }

    /// Asks the table, where there is one.
    mutating func askTable(_ request: GameRequest) -> [AppEffect]? {
        requireTable() == nil ? nil : ask(request)
    }

    mutating func watch(_ room: String?) -> [AppEffect]? {
        guard let word = room else {
            overlay = .watch(WatchView())
            return []
        }
        let room = knownRoom(word) ?? word
        guard listed.contains(where: { $0.name == room && $0.game != nil }) else {
            tell(Notice(.trouble, "no game is played in #\(room); /watch lists all"))
            return nil
        }
        return join(room, kind: .game)
    }

    mutating func askTop(_ game: String?) -> [AppEffect]? {
        guard let info = gameNamedOrHere(game) else { return nil }
        return [.top(game: info.id)]
    }

    mutating func rated(_ game: String, _ result: Result<[Standing], RequestFailure>) {
        switch result {
        case .failure(let failure): tell(Notice(.trouble, failure.message))
        case .success(let players):
            let title = GameCatalog.standard[game]?.info.title ?? game
            tell(Notice(players.isEmpty ? "nobody has a rating in \(title) yet" : "the best in \(title):"))
            for (place, player) in players.enumerated() {
                let matches = player.matches.of("match", "matches")
                tell(Notice("\(place + 1). \(player.name) \(player.rating), \(matches)"))
            }
        }
    }

    mutating func tellRules(_ game: String?) -> [AppEffect]? {
        guard let info = gameNamedOrHere(game) else { return nil }
        tell(Notice("\(info.title)\n\(info.help)"))
        return goToBottom()
    }

    // MARK: What is known

    private mutating func knownGame(_ id: String) -> GameInfo? {
        if let info = GameCatalog.standard[id]?.info { return info }
        let all = GameCatalog.standard.games.map(\.info.id).joined(separator: ", ")
        tell(Notice(.trouble, "there is no game \(id); there are \(all)"))
        return nil
    }

    private mutating func gameNamedOrHere(_ id: String?) -> GameInfo? {
        guard let id = id?.lowercased() ?? current.table?.status?.setup.game else {
            let all = GameCatalog.standard.games.map(\.info.id).joined(separator: ", ")
            tell(Notice(.trouble, "which game? There are \(all)"))
            return nil
        }
        return knownGame(id)
    }

    private mutating func requireTable() -> TableState? {
        if current.table == nil {
            tell(Notice(.trouble, "no game is played in #\(current.name): /play GAME, or /watch"))
        }
        return current.table
    }

    private mutating func ask(_ request: GameRequest) -> [AppEffect]? { ask(.game(request)) }
}

/// Keys in the list of games.
extension AppState {
    mutating func handle(_ press: KeyPress, in view: WatchView) -> [AppEffect] {
        var view = view
        switch press.key {
        case .up: view.move(by: -1, listed)
        case .down: view.move(by: 1, listed)
        case .enter:
            overlay = nil
            return view.selection(listed).flatMap { join($0.name, kind: .game) } ?? []
        default:
            overlay = nil
            return []
        }
        overlay = .watch(view)
        return []
    }
}
