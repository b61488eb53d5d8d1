/// How somebody came into a room.
public enum Arrival: Sendable, Hashable {
    /// They were not here.
    case joined
    /// Their line had broken, and they are back in time.
    case returned
    /// They are here already, and now with one connection more.
    case anotherLine
}
