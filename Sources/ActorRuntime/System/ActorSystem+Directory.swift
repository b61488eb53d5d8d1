public import ActorDefinition
public import ActorWire
import Logging
import Synchronization

// Finding actors and bringing them into memory.
extension ActorSystem {
    /// The actor in memory.
    ///
    /// - Parameter client: Who wants it; nil for the server itself or another actor.
    func resolve(
        _ actor: ConnectTarget.Actor, input: Value?, client: ClientInfo? = nil
    ) async throws(WireError) -> (resident: Resident, isCreated: Bool) {
        if let resident = residents.find(actor) { return (resident, false) }
        switch actor {
        case .id(let id):
            guard let record = try await read({ () throws(StoreError) in try await store.actor(ActorID(id)) }),
                record.destroyedAt == nil
            else { throw .actorNotFound }
            return (try settle(record, for: client), false)
        case .named(let name, let key, let method):
            if let record = try await find(name, key) { return (try settle(record, for: client), false) }
            guard method == .getOrCreate else { throw .actorNotFound }
            do {
                return (try settle(try await add(name, key, input: input), for: client), true)
            } catch .duplicateKey {
                guard let record = try await find(name, key) else { throw .serviceUnavailable }
                return (try settle(record, for: client), false)
            }
        }
    }

    /// The actor in memory, if it is of a kind that clients may ask for.
    func resolveForClient(
        _ actor: ConnectTarget.Actor, input: Value?, client: ClientInfo?
    ) async throws(WireError) -> (resident: Resident, isCreated: Bool) {
        if case .named(let name, _, _) = actor { try requireClients(of: name) }
        let found = try await resolve(actor, input: input, client: client)
        try requireClients(of: found.resident.record.name)
        return found
    }

    private func requireClients(of name: String) throws(WireError) {
        guard acceptsClients(name) else { throw .actorNotFound }
    }

    private func acceptsClients(_ name: String) -> Bool { registrations[name]?.options.acceptsClients ?? true }

    private func find(_ name: String, _ key: ActorKey) async throws(WireError) -> ActorRecord? {
        let record = try await read { () throws(StoreError) in try await store.actor(named: name, key: key) }
        return record?.destroyedAt == nil ? record : nil
    }

    /// Whether there is such an actor, in memory or not.
    func exists(_ id: ActorID) async throws(WireError) -> Bool {
        let record = try await read { () throws(StoreError) in try await store.actor(id) }
        return record.map { $0.destroyedAt == nil } ?? false
    }

    private func add(_ name: String, _ key: ActorKey, input: Value?) async throws(WireError) -> ActorRecord {
        guard let registration = registrations[name] else { throw .actorNotFound }
        do {
            try registration.checkInput(input)
        } catch {
            throw .invalidRequest("The actor's input: \(error)")
        }
        let record = ActorRecord(
            id: ActorID(options.makeID()), name: name, key: key, input: input?.json(), createdAt: clock.now)
        try await read { () throws(StoreError) in try await store.create(record) }
        return record
    }

    private func settle(_ record: ActorRecord, for client: ClientInfo?) throws(WireError) -> Resident {
        guard let registration = registrations[record.name] else { throw .actorNotFound }
        let candidate = Resident(record: record, registration: registration, system: self, client: client)
        guard let (resident, isNew) = residents.add(candidate) else { throw .goingAway }
        if isNew, !spawn({ await resident.live() }) {
            for message in residents.evict(resident) { message.refuse(with: .goingAway) }
            throw .goingAway
        }
        return resident
    }

    /// Asks an actor for something, and waits for the answer. When the task is cancelled it waits no longer, though the
    /// actor may still do what it was asked.
    ///
    /// - Parameter client: Who asks, from whom some kinds of actors are hidden; nil for the server itself or another
    ///   actor.
    func ask(
        _ actor: ConnectTarget.Actor, input: Value?, client: ClientInfo? = nil, _ message: (Reply) -> Message
    ) async throws(WireError) -> (actor: ActorID, output: EncodedValue) {
        while true {
            let resident =
                if let client {
                    try await resolveForClient(actor, input: input, client: client).resident
                } else {
                    try await resolve(actor, input: input).resident
                }
            if let output = try await resident.ask(message) { return (resident.record.id, output) }
            await Task.yield()
        }
    }

    /// Asks the store, and says its errors in the words of the wire.
    private func read<T: Sendable>(
        _ body: nonisolated(nonsending) () async throws(StoreError) -> T
    ) async throws(WireError) -> T {
        do {
            return try await body()
        } catch .duplicateKey {
            throw .duplicateKey
        } catch .notFound {
            throw .actorNotFound
        } catch .closed {
            throw .goingAway
        } catch {
            throw unavailable(error)
        }
    }

    /// Logs that the store cannot do something.
    ///
    /// - Returns: What clients are told. They try again, unless that is of no use.
    func unavailable(_ error: StoreError, actor: ActorID? = nil) -> WireError {
        var metadata: Logger.Metadata = ["why": "\(error.description)"]
        if let actor { metadata["actor_id"] = "\(actor)" }
        if case .damaged = error {
            logger.error("what is kept of an actor is damaged", metadata: metadata)
            return .damaged
        }
        logger.error("the store cannot do what an actor needs; clients are told to try again", metadata: metadata)
        return .serviceUnavailable
    }

    /// Logs an error that is not meant for clients.
    ///
    /// - Parameter context: What else the log has to say of it.
    /// - Returns: what they get instead, with an id under which the log has the error.
    func conceal(
        _ error: any Error, in place: String, actor: ActorID? = nil, context: Logger.Metadata = [:]
    ) -> WireError {
        let incident = options.makeID()
        var metadata = context
        metadata["incident"] = "\(incident)"
        metadata["in"] = "\(place)"
        if let actor { metadata["actor_id"] = "\(actor)" }
        metadata["error"] = "\(String(reflecting: error))"
        logger.error("unexpected error", metadata: metadata)
        return .internal(incident: incident)
    }
}

// MARK: Control plane

extension ActorSystem {
    /// Returns when the actor is there; a new one has begun then, and is durable.
    ///
    /// - Parameter client: Who asks; nil for the server itself.
    /// - Throws: `actor.not_found` when no kind of actor has this name, `actor.invalid_request` when the input does
    ///   not fit, or what a hook of its beginning threw: then it is not there.
    public func getOrCreate(
        name: String, key: ActorKey, input: Value?, client: ClientInfo? = nil
    ) async throws(WireError) -> (actor: ActorDescription, created: Bool) {
        var isCreated = false
        while true {
            let found = try await resolveForClient(
                .named(name, key: key, method: .getOrCreate), input: input, client: client)
            isCreated = isCreated || found.isCreated
            // Somebody else may have created it at this moment, and it may fail yet.
            if try await begin(found.resident) { return (describe(found.resident.record), isCreated) }
            await Task.yield()
        }
    }

    /// - Throws: `actor.duplicate_key` when there is one, else as `getOrCreate`.
    public func create(
        name: String, key: ActorKey, input: Value?, client: ClientInfo? = nil
    ) async throws(WireError) -> ActorDescription {
        try requireClients(of: name)
        var resident = try settle(try await add(name, key, input: input), for: client)
        while !(try await begin(resident)) {
            await Task.yield()
            resident = try await resolve(.id(resident.record.id.rawValue), input: nil, client: client).resident
        }
        return describe(resident.record)
    }

    /// Returns when the actor has begun.
    ///
    /// - Returns: False when it has left memory before it heard of this.
    private func begin(_ resident: Resident) async throws(WireError) -> Bool {
        if resident.hasBegun.load(ordering: .relaxed) { return true }
        return try await resident.ask { .begin($0) } != nil
    }

    /// Those of the actors that exist or existed, and are of a kind that clients may ask for.
    public func actors(ids: [ActorID]) async throws(WireError) -> [ActorDescription] {
        var found: [ActorDescription] = []
        for id in ids {
            let record = try await read { () throws(StoreError) in try await store.actor(id) }
            if let record, acceptsClients(record.name) { found.append(describe(record)) }
        }
        return found
    }

    /// The actors of a name, or the one of a name and a key; none of a kind that clients may not ask for.
    ///
    /// - Parameter limit: At most so many, the newest first. Default 1,000.
    public func actors(
        name: String, key: ActorKey?, limit: Int = 1_000
    ) async throws(WireError) -> [ActorDescription] {
        guard acceptsClients(name) else { return [] }
        if let key { return try await find(name, key).map { [describe($0)] } ?? [] }
        return try await read { () throws(StoreError) in
            try await store.actors(named: name, limit: limit)
        }.map(describe)
    }

    /// Ends an actor for good; returns when its data is gone.
    public func destroy(_ id: ActorID) async throws(WireError) {
        _ = try await ask(.id(id.rawValue), input: nil) { .destroy($0) }
    }

    private func describe(_ record: ActorRecord) -> ActorDescription {
        ActorDescription(
            id: record.id, name: record.name, key: record.key, createdAt: record.createdAt,
            startedAt: residents.find(record.id)?.startedAt, destroyedAt: record.destroyedAt)
    }
}
