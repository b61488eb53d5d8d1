import ActorWire
import ParlorRooms

/// One entry of what a room shows.
struct Line: Sendable, Equatable, Identifiable {
    enum Content: Sendable, Equatable {
        case message(Message)
        case presence(Presence)
        case notice(Notice)
    }

    /// Grows down the screen: what is paged in above gets smaller ids.
    let id: Int
    let time: Timestamp
    var content: Content

    var message: Message? {
        if case .message(let message) = content { message } else { nil }
    }
}

/// Something that the program tells, not a person.
struct Notice: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        /// An answer, or what happened.
        case information
        /// Something did not work.
        case trouble
        /// An act of moderation.
        case moderation
    }

    var kind: Kind
    var text: String

    init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }

    init(_ text: String) { self.init(.information, text) }
}

/// Who came and went without anything else being said: many of them share one line.
struct Presence: Sendable, Equatable {
    struct Change: Sendable, Equatable {
        var name: String
        var verb: String
        var isArrival: Bool
    }

    /// Changes that are told by name; of more the line tells the number.
    static let named = 12

    private(set) var changes: [Change]
    private(set) var more = 0

    init(_ change: Change) { changes = [change] }

    /// Adds a change. Somebody who comes and goes is told once, with what happened last.
    mutating func add(_ change: Change) {
        if let index = changes.firstIndex(where: { $0.name == change.name }) {
            changes[index] = change
        } else if changes.count < Self.named {
            changes.append(change)
        } else {
            more += 1
        }
    }

    /// `ana, bo joined; jo left`
    var sentence: String {
        var groups: [(verb: String, names: [String])] = []
        for change in changes {
            if let index = groups.firstIndex(where: { $0.verb == change.verb }) {
                groups[index].names.append(change.name)
            } else {
                groups.append((change.verb, [change.name]))
            }
        }
        let told = groups.map { "\($0.names.joined(separator: ", ")) \($0.verb)" }.joined(separator: "; ")
        return more > 0 ? "\(told); \(more) more" : told
    }
}
