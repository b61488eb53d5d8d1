import ParlorGames
import ParlorRooms
import Terminal

/// What Tab offers for the word before the cursor.
struct Completion: Sendable, Equatable {
    let candidates: [String]
    private(set) var chosen: Int
    /// The clusters of the input line that the present choice takes.
    private(set) var range: Range<Int>

    /// Nil when nothing begins with the word.
    init?(_ candidates: [String], replacing range: Range<Int>, backwards: Bool) {
        guard !candidates.isEmpty else { return nil }
        self.candidates = candidates
        self.range = range
        chosen = backwards ? candidates.count - 1 : 0
    }

    var text: String { candidates[chosen] }

    mutating func choose(backwards: Bool) {
        chosen = (chosen + (backwards ? candidates.count - 1 : 1)) % candidates.count
    }

    /// The choice stands in the line now, up to the cursor.
    mutating func placed(upTo cursor: Int) { range = min(range.lowerBound, cursor)..<cursor }
}

extension Completion {
    /// The most that is offered.
    private static let limit = 50

    /// Finds what the word before the cursor may become: a command, a room, a name, or the argument that its command
    /// takes there.
    static func begin(in room: RoomState, rooms: [String], backwards: Bool) -> Completion? {
        let before = room.editor.textBeforeCursor
        let word = before.suffix { !$0.isWhitespace }
        let head = before[..<word.startIndex]
        let candidates = candidates(for: word, after: head, in: room, rooms: rooms).prefix(limit)
        let cursor = before.count
        return Completion(Array(candidates), replacing: cursor - word.count..<cursor, backwards: backwards)
    }

    private static func candidates(
        for word: Substring, after head: Substring, in room: RoomState, rooms: [String]
    ) -> [String] {
        if head.isEmpty, word.hasPrefix("/"), !word.hasPrefix("//") {
            return matching(word, CommandTable.all.map { "/\($0.name) " })
        }
        switch parameter(after: head) {
        case .name: return matching(word, names(in: room).map { "\($0) " })
        case .room: return matching(word, rooms.map { "\($0) " })
        case .game: return matching(word, GameCatalog.standard.games.map { "\($0.info.id) " })
        case .command: return matching(word, CommandTable.all.map { "\($0.name) " })
        case .text where word.hasPrefix("#"): return matching(word, rooms.map { "#\($0) " })
        case .text:
            guard !word.isEmpty else { return [] }
            return matching(word, names(in: room).map { head.isEmpty ? "\($0): " : "\($0) " })
        }
    }

    private static func parameter(after head: Substring) -> Command.Parameter {
        let words = head.split(whereSeparator: \.isWhitespace)
        guard let first = words.first, first.hasPrefix("/"),
            let command = CommandTable.command(named: String(first.dropFirst()))
        else { return .text }
        let index = words.count - 1
        return index < command.parameters.count ? command.parameters[index] : command.parameters.last ?? .text
    }

    /// Those who spoke last come first, then the others by name.
    private static func names(in room: RoomState) -> [String] {
        var names: [String] = []
        let here = Set(room.members.map { $0.name })
        for message in room.lines.lines.suffix(100).reversed().compactMap(\.message)
        where here.contains(message.author) && !names.contains(message.author) {
            names.append(message.author)
        }
        let others = here.subtracting(names).sorted { $0.lowercased() < $1.lowercased() }
        return (names + others).filter { $0 != room.me?.name }
    }

    private static func matching(_ word: Substring, _ candidates: [String]) -> [String] {
        let wanted = word.lowercased()
        return candidates.filter { $0.lowercased().hasPrefix(wanted) }
    }
}

extension StringProtocol {
    fileprivate func suffix(while predicate: (Character) -> Bool) -> SubSequence {
        let start = lastIndex { !predicate($0) }.map(index(after:)) ?? startIndex
        return self[start...]
    }
}

extension String {
    fileprivate func suffix(_ predicate: (Character) -> Bool) -> Substring { self[...].suffix(while: predicate) }
}
