/// Something that an actor tells its clients, with any number of positional values.
///
/// Declare it as a stored property of the definition: its name on the wire is the property's.
///
/// ```swift
/// let newMessage = Event<Message>()
/// let left = Event<Member, String>()
/// ```
public final class Event<each Content: Codable & Sendable>: Sendable {
    public init() {}
}

package protocol DeclaredEvent: AnyObject, Sendable {}
extension Event: DeclaredEvent {}
