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
    /// Nil for the property's.
    package let givenName: String?

    /// - Parameters:
    ///   - name: Its name on the wire, where an action has that name already. Default: the property's.
    ///   - isDroppable: Whether it is left out for a client that has not read what came before, instead of
    ///     waiting for it: for what the next one replaces, such as the frames of a game. All else reaches such a client
    ///     in its order. Default: it waits, and a client that lets too much wait is cut off.
    public init(named name: String? = nil, isDroppable: Bool = false) {
        givenName = name
        self.isDroppable = isDroppable
    }
}

package protocol DeclaredEvent: AnyObject, Sendable {
    var givenName: String? { get }
}
extension Event: DeclaredEvent {}
