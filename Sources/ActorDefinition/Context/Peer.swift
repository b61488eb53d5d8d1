package import ActorWire

/// Another actor, as an actor sees it: its jobs, by name.
///
/// ```swift
/// try await c.peer(Ratings(), "chess").record(winner, loser)
/// ```
///
/// What the actor did before the handler that asks is durable when the other is asked, so that nobody acts on what a
/// crash takes back. What this handler itself did so far is not, since it may still throw; nor does the other take back
/// what it was asked when this one throws. So what both must agree on is asked by a job, which is done again until it has
/// succeeded, of another that knows what it was told before.
@dynamicMemberLookup
public struct Peer<Other: DurableActor> {
    private let interface: Interface<Other>
    private let key: ActorKey
    private let caller: any JobCaller

    package init(_ interface: Interface<Other>, key: ActorKey, caller: any JobCaller) {
        self.interface = interface
        self.key = key
        self.caller = caller
    }

    /// The job of this name, to be called.
    public subscript<R, each A>(dynamicMember job: KeyPath<Other, Job<Other, R, repeat each A>>) -> PeerJob<
        R, repeat each A
    > {
        PeerJob(
            actor: Other.name, key: key, job: interface.name(of: interface.definition[keyPath: job]), caller: caller)
    }
}

/// One job of another actor, to be called.
public struct PeerJob<Reply: Codable & Sendable, each Argument: Codable & Sendable> {
    package let actor: String
    package let key: ActorKey
    package let job: String
    package let caller: any JobCaller

    /// - Throws: `WireError`: what the other actor threw, or that a chain of such calls came back to an actor that is
    ///   waiting in it.
    @discardableResult
    nonisolated(nonsending) public func callAsFunction(_ argument: repeat each Argument) async throws -> Reply {
        var values: [Value] = []
        repeat values.append(try Value(encoding: each argument))
        let reply = try await caller.call(job, of: actor, key: key, values)
        return try reply.decode(Reply.self)
    }
}
