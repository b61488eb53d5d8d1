/// A place at the table, counted from 0.
public typealias Seat = Int

/// Who may move.
public enum Turn: Sendable, Hashable {
    /// These seats, in any order among each other.
    case seats([Seat])
    /// Everybody at any time; the game goes on by itself.
    case everyTick
    case over

    public func includes(_ seat: Seat) -> Bool {
        switch self {
        case .seats(let seats): seats.contains(seat)
        case .everyTick: true
        case .over: false
        }
    }
}

/// For whom a view is made.
public enum Audience: Sendable, Hashable {
    case seat(Seat)
    case spectator
    /// Knows everything: for finished matches and for tests. No view for it leaves the host while a match runs.
    case referee
}
