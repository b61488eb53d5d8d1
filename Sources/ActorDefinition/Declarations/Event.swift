/// Something that an actor tells its clients, with any number of positional values.
///
/// Declare it as a stored property of the definition: its name on the wire is the property's.
///
/// ```swift
/// let newMessage = Event<Message>()
/// let left = Event<Member, String>()
/// let frame = Event<Frame>(isDroppable: true)
/// ```
public final class Event<each Content: Codable & Sendable>: Sendable {
    package let isDroppable: Bool

    /// - Parameter isDroppable: Whether it is left out for a client that has not read what came before, instead of
    ///   waiting for it: for what the next one replaces, such as the frames of a game. All else reaches such a client
    ///   in its order. Default: it waits, and a client that lets too much wait is cut off.
    public init(isDroppable: Bool = false) { self.isDroppable = isDroppable }
}

package protocol DeclaredEvent: AnyObject, Sendable {}
extension Event: DeclaredEvent {}
