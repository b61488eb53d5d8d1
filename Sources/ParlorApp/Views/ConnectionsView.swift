import ActorWire
import ParlorRooms
import Terminal

/// The live list of a room's connections, and what is done to one of them.
struct ConnectionsView: Sendable, Equatable {
    enum Order: String, CaseIterable, Sendable {
        case joined, name, idle
        case roundTrip = "rtt"
        case queue
        case rate = "msgs/min"

        var next: Order {
            let all = Self.allCases
            return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
        }
    }

    /// What is asked for at the bottom of the view.
    enum Prompt: Sendable, Equatable {
        case filter
        case act(Deed, name: String, LineEditor)
    }

    enum Deed: String, Sendable, Equatable {
        case kick, ban, mute, unmute, op
    }

    let room: String
    var report: ConnectionsReport?
    var selected: String?
    var order = Order.joined
    var filter = LineEditor(byteLimit: 64)
    var prompt: Prompt?
    /// What the last key led to.
    var notice: Notice?
    /// When to ask for the report again; nil while it is on its way.
    var refreshesAt: Timestamp?

    init(room: String) { self.room = room }

    /// The connections that pass the filter, in the chosen order.
    var rows: [ConnectionReport] {
        let all = report?.connections ?? []
        let wanted = filter.text.lowercased()
        let kept =
            wanted.isEmpty
            ? all
            : all.filter { connection in
                [
                    connection.name, connection.address, connection.id, connection.role.rawValue,
                    connection.state.rawValue,
                ]
                .contains { $0.lowercased().contains(wanted) }
            }
        return switch order {
        case .joined: kept
        case .name: kept.sorted { $0.name.lowercased() < $1.name.lowercased() }
        case .idle: kept.sorted { $0.active < $1.active }
        case .roundTrip: kept.sorted { ($0.roundTrip ?? -1) > ($1.roundTrip ?? -1) }
        case .queue: kept.sorted { $0.queuedBytes > $1.queuedBytes }
        case .rate: kept.sorted { $0.messagesPerMinute > $1.messagesPerMinute }
        }
    }

    var selection: ConnectionReport? {
        let rows = rows
        return rows.first { $0.id == selected } ?? rows.first
    }

    /// Selects a row above or below.
    mutating func move(by count: Int) {
        let rows = rows
        guard !rows.isEmpty else { return }
        let index = rows.firstIndex { $0.id == selected } ?? 0
        selected = rows[min(max(index + count, 0), rows.count - 1)].id
    }
}
