import ActorWire

/// The errors that the gateway itself reports.
extension WireError {
    static let nothingHere = WireError(group: "actor", code: "not_found", message: "There is nothing at this address")

    /// More waits for the actor than it may hold.
    static let overloaded = WireError(
        group: "actor", code: "overloaded", message: "The actor has too much to do; try again in a moment")
}
