/// Why a move or a set-up is refused.
public struct Rejection: Error, Sendable, Hashable, CustomStringConvertible {
    /// For a program: lower case with underscores.
    public var code: String
    /// A sentence for the player.
    public var message: String

    public init(_ code: String, _ message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { message }
}
