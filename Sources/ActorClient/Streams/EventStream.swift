import ActorWire

/// The occurrences of one event from now on.
///
/// Each iterator is a subscription: it begins with `makeAsyncIterator()`, goes on over reconnections, and ends when the
/// iterator is released. It yields events in the order in which the server sent them, but not those that were sent
/// while there was no connection: what must not be missed has a sequence number, by which the actor is asked for it.
///
/// `next` returns nil when the client was closed on this side. It throws
/// - `ClientError.lagged` when the consumer left too much unread (`ClientConfiguration.unreadEvents`), after what it
///   had not read; a new iterator goes on from then on,
/// - `ClientError.closed` when the client has stopped for good,
/// - `WireError` for an event that does not have the declared type; the next call goes on with the next event.
public struct EventStream<Element: Sendable>: AsyncSequence, Sendable {
    public typealias Failure = any Error

    let name: String
    let engine: ClientEngine
    let decode: @Sendable ([Value]) throws -> Element

    public func makeAsyncIterator() -> Iterator {
        Iterator(listener: Listener(to: name, of: engine), decode: decode)
    }

    /// Hands out each occurrence once. It is for one task at a time, copies included: a second that waits meanwhile is a
    /// programming error, and ends the program. Make an iterator for each.
    public struct Iterator: AsyncIteratorProtocol, Sendable {
        let listener: Listener
        let decode: @Sendable ([Value]) throws -> Element

        public mutating func next(isolation: isolated (any Actor)?) async throws -> Element? {
            guard let event = try await listener.relay.next() else { return nil }
            return try decode(event.arguments)
        }

        public mutating func next() async throws -> Element? { try await next(isolation: #isolation) }
    }
}
