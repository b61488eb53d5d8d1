import NIOHTTP1

extension ServerAddress {
    /// Whether a server is there whose actors can be reached (`GET /health`).
    ///
    /// - Parameter limit: How long to wait for its answer. Default 2 s.
    /// - Throws: `ServerUnreachable` when nobody answers.
    public func isHealthy(within limit: Duration = .seconds(2)) async throws(ServerUnreachable) -> Bool {
        try await HTTPExchange(server: self, limit: limit).send(.GET, "/health").status == 200
    }
}
