import ParlorRooms
import Terminal

/// Who is in the room: operators first, then by name.
enum PeoplePane {
    static func draw(_ room: RoomState, in rect: Rect, on grid: inout Grid) {
        grid.draw([Span(" people", Theme.heading)], in: rect)
        let rows = rect.size.rows - 1
        guard rows > 0 else { return }
        let members = sorted(room.members)
        let shown = members.count > rows ? rows - 1 : members.count
        for (row, member) in members.prefix(shown).enumerated() {
            grid.draw(line(member, in: room, width: rect.size.columns), in: rect, row: row + 1)
        }
        let more = max(room.memberCount, members.count) - shown
        if more > 0, shown < rows { grid.draw([Span("  \(more) more", Theme.faint)], in: rect, row: shown + 1) }
    }

    private static func sorted(_ members: [Member]) -> [Member] {
        members.map { (member: $0, key: $0.name.lowercased()) }
            .sorted { a, b in
                a.member.role.isOperator == b.member.role.isOperator ? a.key < b.key : a.member.role.isOperator
            }
            .map(\.member)
    }

    private static func line(_ member: Member, in room: RoomState, width: Int) -> Row {
        let note = note(member)
        let sign = member.away ? "~" : member.role.isOperator ? "@" : " "
        let name = TextWidth.padded(member.name, to: max(width - 3 - TextWidth.columns(note), 1))
        let style = member.away ? Theme.faint : Theme.name(member.name, isOwn: member.id == room.me?.id)
        return [Span(" \(sign)", Theme.strong), Span(name, style), Span(note, Theme.faint)]
    }

    private static func note(_ member: Member) -> String {
        switch member.role {
        case _ where member.away: " away"
        case _ where member.muted: " muted"
        case .owner: " owner"
        case .op: " op"
        case .guest, .member: ""
        }
    }
}
