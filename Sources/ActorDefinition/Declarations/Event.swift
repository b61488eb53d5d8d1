/// Something that an actor tells its clients, with one value.
///
/// Declare it as a stored property of the definition: its name on the wire is the property's.
public final class Event<Content: Codable & Sendable>: Sendable {
    public init() {}
}

package protocol DeclaredEvent: AnyObject, Sendable {}
extension Event: DeclaredEvent {}
