/// What was expected did not come about.
public struct NotSeen: Error, CustomStringConvertible {
    public let description: String

    public init(description: String) {
        self.description = description
    }
}

/// Waits until something outside of this process is so.
///
/// - Throws: ``NotSeen`` when it is not so in time, and what looking for it throws.
public func eventually(
    _ expectation: String, within limit: Duration = .seconds(20), every pause: Duration = .milliseconds(20),
    isolation: isolated (any Actor)? = #isolation, _ isSo: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + limit
    while try await !isSo() {
        guard ContinuousClock.now < deadline else { throw NotSeen(description: "not in time: \(expectation)") }
        try await Task.sleep(for: pause)
    }
}
