import ParlorRooms
import Terminal

/// The room's name, what is restricted in it, its topic, and how many are in it.
enum TopicLine {
    static func draw(_ room: RoomState, in rect: Rect, on grid: inout Grid) {
        let operators = room.members.count { $0.role.isOperator }
        let count = room.me == nil ? "" : "\(room.memberCount) here · \(operators.of("op", "ops")) "
        let free = rect.size.columns - TextWidth.columns(count)
        let name = " #\(room.name)"
        let label = room.restrictions.label.map { "  \($0)" } ?? ""
        let used = TextWidth.columns(name) + TextWidth.columns(label)
        let topic = TextWidth.truncated("  " + room.topic.text, to: max(free - used - 1, 0))
        grid.draw([Span(name, Theme.strong), Span(label, Theme.moderation), Span(topic, Theme.text)], in: rect)
        guard free > used else { return }
        var right = rect
        grid.draw([Span(count, Theme.faint)], in: right.cutRight(TextWidth.columns(count)))
    }
}
