public import ActorDefinition
public import ActorWire

/// Where actors live on disk: a directory of actors, their snapshots, journals and schedules.
///
/// A store may be in this process or far away, so nothing here promises a transaction over two actors. What it does
/// promise, and what the contract suite in `ActorStorageTests` proves of every store:
/// - A commit is applied whole or not at all, and once `committed` it survives the end of the process.
/// - Commits of one actor are applied in the order of their revisions; a commit that was applied before is answered
///   with the same revision again, so that an `unknown` one can be repeated.
/// - A claim fences everyone who claimed before.
public protocol ActorStore: Sendable {
    /// Adds an actor to the directory.
    ///
    /// - Throws: `StoreError.duplicateKey` when an actor of this name and key exists.
    func create(_ record: ActorRecord) async throws(StoreError)

    /// The entry of an actor, also of one that was destroyed; nil when there never was one.
    func actor(_ id: ActorID) async throws(StoreError) -> ActorRecord?
    /// The entry of the actor of this name and key that exists; nil for none.
    func actor(named name: String, key: ActorKey) async throws(StoreError) -> ActorRecord?

    /// The actors of one name, or of all names, the newest first; at most `limit`.
    func actors(named name: String?, limit: Int) async throws(StoreError) -> [ActorRecord]

    /// Takes the actor over: older generations are fenced from here on.
    func claim(_ id: ActorID) async throws(StoreError) -> Claim

    /// Takes an actor out of the directory that could not begin, without a trace. Its key is free again.
    ///
    /// - Throws: `StoreError.notFound` when there is no such actor, when someone claimed it since, or when something of
    ///   it was committed.
    func withdraw(_ id: ActorID, generation: Generation) async throws(StoreError)

    /// Writes the changes, each for another actor. Never throws: each commit gets its result in one of the calls of
    /// `deliver`, which come on the store's own thread, or on the caller's before this returns, and must return quickly.
    /// So the caller holds no lock that they take.
    ///
    /// Commits of different calls are written in the order of the calls, many in one group.
    func commit(_ commits: [Commit], deliver: @escaping @Sendable ([CommitResult]) -> Void)

    /// One page of a journal, oldest first.
    ///
    /// - Parameters:
    ///   - cursor: Where the page starts or ends.
    ///   - limit: At most this many entries.
    ///   - maxBytes: The page ends before the entry that would exceed this size, but holds at least one entry.
    func journal(
        _ kind: JournalKind, of id: ActorID, from cursor: JournalCursor, limit: Int, maxBytes: Int
    ) async throws(StoreError) -> [JournalEntry]

    /// The actors whose next scheduled job is due at `time` or before; at most `limit` after the first `skipped`, the most
    /// overdue first.
    func due(at time: Timestamp, limit: Int, skipping skipped: Int) async throws(StoreError) -> [ActorID]

    /// When the first scheduled job of any actor that is later than `time` is due.
    func nextDue(after time: Timestamp) async throws(StoreError) -> Timestamp?

    /// Writes what waits, then releases the store. Later calls fail with `StoreError.closed`.
    func close() async
}

/// A store that can also find entries by their searchable text.
public protocol JournalSearch: ActorStore {
    /// Entries of the main journal in which a word begins with each of `query`, the newest first, before the given sequence.
    func search(
        _ query: String, in id: ActorID, before sequence: UInt64?, limit: Int
    ) async throws(StoreError) -> [JournalEntry]
}

/// An entry of the directory.
public struct ActorRecord: Sendable, Hashable {
    /// Unique for ever, also after the actor is destroyed.
    public var id: ActorID
    /// The kind of the actor.
    public var name: String
    /// What tells it apart from others of its kind; unique among those that exist.
    public var key: ActorKey
    /// The input given at creation, encoded as JSON.
    public var input: [UInt8]?
    /// When it was made.
    public var createdAt: Timestamp
    /// When it was destroyed; nil while it exists.
    public var destroyedAt: Timestamp?

    public init(
        id: ActorID, name: String, key: ActorKey, input: [UInt8]?, createdAt: Timestamp, destroyedAt: Timestamp? = nil
    ) {
        self.id = id
        self.name = name
        self.key = key
        self.input = input
        self.createdAt = createdAt
        self.destroyedAt = destroyedAt
    }
}

/// Grows with every claim of an actor.
public struct Generation: Sendable, Hashable, Comparable {
    public var number: UInt64
    public init(_ number: UInt64) { self.number = number }
    public static func < (a: Self, b: Self) -> Bool { a.number < b.number }
}

/// What an actor's next commit follows; opaque to the runtime.
public struct Revision: Sendable, Hashable {
    public var number: UInt64
    public init(_ number: UInt64) { self.number = number }
}

/// What a claim found: everything that an instance needs to wake.
public struct Claim: Sendable {
    /// The generation that the claim began.
    public var generation: Generation
    public var revision: Revision
    /// The newest snapshot, encoded as JSON; nil before the first commit.
    public var state: [UInt8]?
    /// The sequence number of the newest entry of each journal; absent while it is empty.
    public var heads: [JournalKind: UInt64]
    public var schedules: [ScheduledJob]

    public init(
        generation: Generation, revision: Revision, state: [UInt8]?, heads: [JournalKind: UInt64],
        schedules: [ScheduledJob]
    ) {
        self.generation = generation
        self.revision = revision
        self.state = state
        self.heads = heads
        self.schedules = schedules
    }
}

/// One actor's change.
public struct Commit: Sendable {
    /// Names this change, so that a repetition of it is recognised: unique within the actor's generation.
    public var id: UInt64
    public var actor: ActorID
    public var generation: Generation
    /// The revision that this change follows.
    public var follows: Revision
    /// The new snapshot, encoded as JSON; nil leaves it as it is.
    public var state: [UInt8]?
    /// New journal entries, in order, each numbered one above its predecessor.
    public var entries: [JournalEntry]
    public var schedules: [ScheduleChange]
    /// Whether the actor ends here: its snapshot, journal and schedules go, its directory entry stays as destroyed
    /// and its key is free again.
    public var destroys: Bool

    public init(
        id: UInt64, actor: ActorID, generation: Generation, follows: Revision, state: [UInt8]? = nil,
        entries: [JournalEntry] = [], schedules: [ScheduleChange] = [], destroys: Bool = false
    ) {
        self.id = id
        self.actor = actor
        self.generation = generation
        self.follows = follows
        self.state = state
        self.entries = entries
        self.schedules = schedules
        self.destroys = destroys
    }
}

/// What became of a commit.
public enum CommitOutcome: Sendable, Hashable {
    /// Durable. The next commit follows this revision.
    case committed(Revision)
    /// Someone claimed the actor since: stop without a reply.
    case fenced
    /// Not applied, and it would not be on a repetition: fail what waits for it and start again from what is durable.
    case refused(String)
    /// Perhaps applied: say nothing, and repeat the identical commit.
    case unknown(String)
}

/// What became of one commit of several.
public struct CommitResult: Sendable, Hashable {
    public var actor: ActorID
    public var commit: UInt64
    public var outcome: CommitOutcome

    public init(actor: ActorID, commit: UInt64, outcome: CommitOutcome) {
        self.actor = actor
        self.commit = commit
        self.outcome = outcome
    }
}

/// Why a store did not do something.
public enum StoreError: Error, Sendable, Hashable, CustomStringConvertible {
    case duplicateKey
    case notFound
    case closed
    /// The disk, the database or the network said no; the text is for the operator.
    case failed(String)
    /// Something that was kept cannot be read any more; the text is for the operator.
    case damaged(String)

    public var description: String {
        switch self {
        case .duplicateKey: "an actor with this name and key exists"
        case .notFound: "there is no such actor"
        case .closed: "the store is closed"
        case .failed(let why), .damaged(let why): why
        }
    }
}
