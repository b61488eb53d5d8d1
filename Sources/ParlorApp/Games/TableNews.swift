import ParlorRooms

/// What changed at a table between two of its states, in sentences for the chat.
enum TableNews {
    static func sentences(from old: TableStatus, to new: TableStatus) -> [String] {
        var news = seating(from: old, to: new)
        if new.phase != old.phase { news += phase(new) }
        news += votes(new, old.undoVotes, new.undoVotes, "asks to take the last move back: /undo agrees")
        news += votes(new, old.drawVotes, new.drawVotes, "offers a draw: /draw agrees")
        news += votes(new, old.rematchVotes, new.rematchVotes, "wants a rematch: /rematch agrees")
        return news
    }

    private static func seating(from old: TableStatus, to new: TableStatus) -> [String] {
        let left = old.seats.filter { seat in !new.seats.contains { $0.isSame(as: seat) } }
        let came = new.seats.filter { seat in !old.seats.contains { $0.isSame(as: seat) } }
        var news = came.map { "\($0.name) \(new.phase == .playing ? "plays now" : "took a seat")" }
        // Who plays on for somebody has been told of with the seat's new name.
        if came.isEmpty { news += left.map { "\($0.name) got up" } }
        for seat in new.seats {
            guard let before = old.seats.first(where: { $0.isSame(as: seat) }) else { continue }
            if seat.isConnected != before.isConnected, seat.bot == nil {
                news.append(seat.isConnected ? "\(seat.name) is back at the table" : "\(seat.name) lost the connection")
            }
        }
        return news
    }

    private static func phase(_ table: TableStatus) -> [String] {
        switch table.phase {
        case .countdown: ["everybody is ready"]
        case .playing: ["the match begins"]
        case .gathering, .finished: []
        }
    }

    private static func votes(_ table: TableStatus, _ old: [Int], _ new: [Int], _ sentence: String) -> [String] {
        new.filter { !old.contains($0) && table.seats.indices.contains($0) }.map {
            "\(table.seats[$0].name) \(sentence)"
        }
    }
}

extension TableStatus.Seat {
    fileprivate func isSame(as other: Self) -> Bool {
        name == other.name && member == other.member && (bot == nil) == (other.bot == nil)
    }
}
