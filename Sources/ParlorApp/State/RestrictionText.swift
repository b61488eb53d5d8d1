import ParlorRooms

extension Restrictions {
    /// What stands beside the room's name; nil where nothing is restricted.
    var label: String? {
        let pause = slow.map { "slow \(DurationText.long(.seconds($0)))" }
        let words = [pause, isLocked ? "locked" : nil].compactMap(\.self)
        return words.isEmpty ? nil : words.joined(separator: " · ")
    }
}

extension Act {
    /// Who restricted what in the room, or no longer does; nil for an act of another kind.
    var restriction: String? {
        switch kind {
        case .slow where target == "off": "\(by) lets everybody write at any time again"
        case .slow: "\(by) made the room slow: one message in \(target)"
        case .lock: "\(by) locked the room: nobody new comes in"
        case .unlock: "\(by) unlocked the room"
        default: nil
        }
    }
}
