import ParlorRooms
import Terminal

/// The rooms that the person is in, then the others of the host.
enum RoomsPane {
    enum Entry: Equatable {
        case heading(String)
        case joined(Int)
        case other(String)
    }

    static func entries(_ state: AppState) -> [Entry] {
        let others = state.listed.map(\.name).filter { state.index(of: $0) == nil }
        return [.heading("rooms")] + state.rooms.indices.map { .joined($0) }
            + (others.isEmpty ? [] : [.heading("also here")] + others.map { .other($0) })
    }

    /// The first entry to show, so that the current room is among them.
    private static func first(_ state: AppState, rows: Int) -> Int {
        max(state.currentIndex + 2 - rows, 0)
    }

    static func entry(_ state: AppState, atRow row: Int, of rows: Int) -> Entry? {
        let entries = entries(state)
        let index = row + first(state, rows: rows)
        return entries.indices.contains(index) ? entries[index] : nil
    }

    static func draw(_ state: AppState, in rect: Rect, on grid: inout Grid) {
        for row in 0..<rect.size.rows {
            guard let entry = entry(state, atRow: row, of: rect.size.rows) else { break }
            switch entry {
            case .heading(let text): grid.draw([Span(" \(text)", Theme.heading)], in: rect, row: row)
            case .other(let name): grid.draw([Span("   #\(name)", Theme.faint)], in: rect, row: row)
            case .joined(let index): grid.draw(joined(state, index, width: rect.size.columns), in: rect, row: row)
            }
        }
    }

    private static func joined(_ state: AppState, _ index: Int, width: Int) -> Row {
        let room = state.rooms[index]
        let isCurrent = index == state.currentIndex
        let call = isCurrent ? nil : room.table?.call
        let count = call ?? (room.mentions > 0 ? "\(room.mentions.short)@" : room.unread > 0 ? room.unread.short : "")
        let mark = isCurrent ? "▸" : mark(room.link)
        let name = TextWidth.padded("#\(room.name)", to: max(width - 5 - TextWidth.columns(count), 1))
        let style =
            room.mentions > 0 || call != nil
            ? Theme.mention : isCurrent || room.unread > 0 ? Theme.strong : Theme.text
        return [Span(" \(mark) ", Theme.strong), Span(name, style), Span(" \(count)", style)]
    }

    private static func mark(_ link: LinkState) -> String {
        switch link {
        case .connected: " "
        case .connecting, .reconnecting, .waiting: "◌"
        case .ended: "×"
        }
    }
}

extension Int {
    /// At most three digits.
    fileprivate var short: String { self > 999 ? "999" : "\(self)" }
}
