import ParlorGames

/// A game that is listed for the tests that every game passes: a ``Conformance`` without its type.
public protocol GameUnderTest: Sendable, CustomStringConvertible {
    /// The id of the game.
    var id: String { get }
    func violations() -> [Violation]
    func digest() throws -> String
}

extension Conformance: GameUnderTest {
    public var id: String { G.info.id }
    public var description: String { id }
}
