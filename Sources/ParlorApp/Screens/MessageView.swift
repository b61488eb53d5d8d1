import Terminal

/// The part of a room's lines that is seen, and where scrolling leads. Only lines that are seen are laid out.
struct MessageView {
    private let room: RoomState
    /// Those of the person's own that the room does not have.
    private let posts: [Outbox.Entry]
    private let layout: MessageLayout
    private let height: Int

    init(_ state: AppState) {
        let area = ScreenLayout(state).messages
        room = state.current
        posts = state.current.outbox.shown
        height = max(area.size.rows, 1)
        layout = MessageLayout(
            width: max(area.size.columns, 2), room: state.current, calendar: state.calendar, now: state.now)
    }

    private var lines: [Line] { room.lines.lines }
    private var count: Int { lines.count + posts.count }

    /// A place between rows: `hidden` rows of the block with this index are below it.
    private struct Edge: Equatable {
        var block: Int
        var hidden: Int
    }

    /// A line with its separators, or a post that waits.
    private func block(_ index: Int) -> [Row] {
        index < lines.count
            ? layout.rows(of: lines[index], after: index > 0 ? lines[index - 1] : nil)
            : layout.rows(of: posts[index - lines.count])
    }

    private var bottom: Edge {
        guard case .anchored(let id, let hidden) = room.scroll else { return Edge(block: count - 1, hidden: 0) }
        // A line that was let go was the oldest.
        guard let index = room.lines.index(of: id) else { return Edge(block: min(0, count - 1), hidden: 0) }
        return Edge(block: index, hidden: min(hidden, block(index).count - 1))
    }

    /// The rows to show, the last of them at the bottom of the view; fewer than its height at the beginning of a room.
    var rows: [Row] { rows(above: bottom) }

    private func rows(above edge: Edge) -> [Row] {
        var rows: [Row] = []
        var index = edge.block
        var hidden = edge.hidden
        while index >= 0, rows.count < height {
            rows.append(contentsOf: block(index).dropLast(hidden).reversed())
            hidden = 0
            index -= 1
        }
        return rows.prefix(height).reversed()
    }

    // MARK: Scrolling

    /// Where the view is after moving up by so many rows; down, where they are negative.
    func scrolled(by rows: Int) -> Scroll {
        scroll(to: rows >= 0 ? raised(bottom, by: rows) : lowered(bottom, by: -rows))
    }

    /// The view that begins with the oldest line held.
    var top: Scroll { scroll(to: topEdge) }

    private func scroll(to edge: Edge) -> Scroll {
        guard edge.block >= 0, edge.block < count - 1 || edge.hidden > 0 else { return .bottom }
        guard edge.block < lines.count else {
            return lines.isEmpty ? .bottom : .anchored(line: lines[lines.count - 1].id, hidden: 0)
        }
        return .anchored(line: lines[edge.block].id, hidden: edge.hidden)
    }

    private func raised(_ edge: Edge, by rows: Int) -> Edge {
        var edge = Edge(block: edge.block, hidden: edge.hidden + rows)
        while edge.block >= 0 {
            let count = block(edge.block).count
            if edge.hidden < count { break }
            edge = Edge(block: edge.block - 1, hidden: edge.hidden - count)
        }
        return edge.block < 0 || self.rows(above: edge).count < height ? topEdge : edge
    }

    private func lowered(_ edge: Edge, by rows: Int) -> Edge {
        var edge = Edge(block: edge.block, hidden: edge.hidden - rows)
        while edge.hidden < 0 {
            guard edge.block + 1 < count else { return Edge(block: count - 1, hidden: 0) }
            edge = Edge(block: edge.block + 1, hidden: edge.hidden + block(edge.block + 1).count)
        }
        return edge
    }

    private var topEdge: Edge {
        var seen = 0
        for index in 0..<count {
            seen += block(index).count
            if seen >= height { return Edge(block: index, hidden: seen - height) }
        }
        return Edge(block: count - 1, hidden: 0)
    }

    // MARK: Paging

    /// Whether less than another view is above.
    var isNearTop: Bool {
        var above = 0
        var index = bottom.block
        while index >= 0, above < 2 * height {
            above += block(index).count
            index -= 1
        }
        return index < 0
    }

    /// Whether less than another view is below.
    var isNearBottom: Bool {
        var below = 0
        var index = bottom.block
        while index < count, below < height {
            below += index >= 0 ? block(index).count : 0
            index += 1
        }
        return index >= count
    }
}
