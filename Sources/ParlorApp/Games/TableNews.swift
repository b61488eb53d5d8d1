import ParlorRooms

/// What changed at a table between two of its states, in sentences for the chat.
enum TableNews {
    static func sentences(from old: TableStatus, to new: TableStatus) -> [String] {
        var news = seating(from: old, to: new)
        if new.phase != old.phase { news += phase(from: old, to: new) }
        if let undone = new.undone, undone != old.undone { news.append(sentence(undone, of: new)) }
        let before = asks(old)
        return news + asks(new).filter { !before.contains($0) }
    }

    /// Who asks the table for what, and how others agree.
    static func asks(_ table: TableStatus, from isMeant: (Int) -> Bool = { _ in true }) -> [String] {
        let asks = [
            (table.undoVotes, "wants to undo: /undo agrees"),
            (table.drawVotes, "offers a draw: /draw agrees"),
            (table.rematchVotes, "wants a rematch: /rematch agrees"),
        ]
        return asks.flatMap { seats, words in
            seats.filter { isMeant($0) && table.seats.indices.contains($0) }.map { "\(table.seats[$0].name) \(words)" }
        }
    }

    /// `taken back: kai's 4, mika's 3; kai asked, mika agreed`
    private static func sentence(_ undo: TableStatus.Undo, of table: TableStatus) -> String {
        func name(_ seat: Int) -> String { table.seats.indices.contains(seat) ? table.seats[seat].name : "somebody" }
        let told = (undo.moves ?? []).prefix(4)
        let more = max(undo.count, 0) - told.count
        var taken = told.map { "\(name($0.seat))'s \($0.text)" }
        if more > 0 { taken.append(told.isEmpty ? more.of("move", "moves") : "\(more) more") }
        let asked = undo.seats.first.map { "; \(name($0)) asked" } ?? ""
        let agreed = undo.seats.dropFirst().map(name).joined(separator: " and ")
        return "taken back: \(taken.joined(separator: ", "))\(asked)" + (agreed.isEmpty ? "" : ", \(agreed) agreed")
    }

    private static func seating(from old: TableStatus, to new: TableStatus) -> [String] {
        let (before, now) = (old.seats.filter(\.isAtTable), new.seats.filter(\.isAtTable))
        let came = now.filter { seat in !before.contains { $0.isSame(as: seat) } }
        let left = before.filter { seat in !now.contains { $0.isSame(as: seat) } }
        return came.map { "\($0.name) \(new.phase == .playing ? "plays now" : "took a seat")" }
            + left.map { "\($0.name) got up" }
            + now.compactMap { seat in before.first { $0.isSame(as: seat) }.flatMap { absence(from: $0, to: seat) } }
    }

    private static func absence(from old: TableStatus.Seat, to new: TableStatus.Seat) -> String? {
        if new.bot != nil { return old.bot == nil ? "a bot plays for \(new.name)" : nil }
        if new.isConnected == old.isConnected { return nil }
        return new.isConnected ? "\(new.name) is back at the table" : "\(new.name) lost the connection"
    }

    private static func phase(from old: TableStatus, to new: TableStatus) -> [String] {
        switch new.phase {
        case .countdown: ["everybody is ready"]
        case .playing: ["the match begins"]
        case .gathering: old.phase == .countdown ? unready(from: old, to: new) + ["the start is called off"] : []
        case .finished: []
        }
    }

    private static func unready(from old: TableStatus, to new: TableStatus) -> [String] {
        let ready = old.seats.filter(\.isReady)
        return new.seats.filter { seat in !seat.isReady && ready.contains { $0.isSame(as: seat) } }
            .map { "\($0.name) is not ready any more" }
    }
}

extension TableStatus.Seat {
    fileprivate var isAtTable: Bool { hasLeft != true }

    fileprivate func isSame(as other: Self) -> Bool { name == other.name && member == other.member }
}
