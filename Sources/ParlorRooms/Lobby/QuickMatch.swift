/// Where somebody goes who wants to play with whoever is there: the answer to `quickMatch`.
public struct QuickMatch: Codable, Sendable, Hashable {
    /// The name of the room. A seat in it is kept for a short while.
    public var room: String
    /// Whether the room is not there yet: the client makes it, with a setup of its own, unless another did so meanwhile.
    public var isNew: Bool

    public init(room: String, isNew: Bool) {
        self.room = room
        self.isNew = isNew
    }
}
