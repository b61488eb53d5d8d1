public import ActorWire

/// What `run` sees of its actor. It runs beside the actor, and so asks it for its jobs, as another actor would: each is
/// a turn like any other, and when it returns, what it did is durable.
@dynamicMemberLookup
public struct RunContext<D: DurableActor>: Sendable {
    private let interface: Interface<D>
    private let host: any RunHost

    package init(_ interface: Interface<D>, _ host: any RunHost) {
        self.interface = interface
        self.host = host
    }

    /// The id of the actor.
    public var id: ActorID { host.id }
    /// The key by which it was asked for.
    public var key: ActorKey { host.key }
    /// The definition with its own properties: limits, services, secrets.
    public var definition: D { interface.definition }

    /// The job of this name, to be called.
    public subscript<R, each A>(dynamicMember job: KeyPath<D, Job<D, R, repeat each A>>) -> PeerJob<R, repeat each A> {
        PeerJob(
            actor: D.name, key: host.key, job: interface.name(of: interface.definition[keyPath: job]), caller: host)
    }

    /// Waits, by the runtime's clock. Meanwhile the actor may fall asleep, as if nothing ran.
    ///
    /// - Throws: `CancellationError` when `run` is to end.
    public func pause(for duration: Duration) async throws { try await host.pause(for: duration) }
}

/// What the runtime does for `run`.
package protocol RunHost: JobCaller, Sendable {
    var id: ActorID { get }
    var key: ActorKey { get }
    func pause(for duration: Duration) async throws
}
