/// A text that nobody finds in a log: what describes or mirrors it, or a value that holds it, does not show it.
public struct Secret: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    public let text: String

    public init(_ text: String) {
        self.text = text
    }

    public var description: String { "(secret)" }

    public var customMirror: Mirror { Mirror(self, children: []) }
}
