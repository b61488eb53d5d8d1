package import ActorWire

/// The number of the newest entry of each journal; 0 while it is empty.
package struct JournalHeads: Sendable, Hashable {
    package var main: UInt64
    package var audit: UInt64

    package init(main: UInt64, audit: UInt64) {
        self.main = main
        self.audit = audit
    }

    package subscript(kind: JournalKind) -> UInt64 {
        get { kind == .main ? main : audit }
        set { if kind == .main { main = newValue } else { audit = newValue } }
    }
}

/// The inside of an instance that handlers work on: its state, and what they did since the last savepoint.
package final class ActorCore<D: DurableActor> {
    package let interface: Interface<D>
    package let id: ActorID
    package let key: ActorKey
    package unowned let host: any ActorHost
    /// Who asked for the actor, while it is created.
    package var creator: ClientInfo?

    package private(set) var state: D.State
    /// The state as it was before the handler that runs changed it; nil as long as it has not.
    private var formerState: Kept<D.State>?
    package var stateChanged = false
    private var volatile: Volatile?
    package var connections = Connections<D>()
    package var heads: JournalHeads
    package var schedules: [String: ScheduledJob]

    package var effects: [Effect] = []
    package var entries: [JournalEntry] = []
    package var scheduleChanges: [ScheduleChange] = []
    /// Connections that a handler disconnected; the runtime lets them go when the handler is done.
    package var disconnected: [Connection<D>] = []
    package var destroys = false
    /// What the ticker is to do; nil when it stands still.
    package var ticking: Ticking?
    package var tickLateness = Duration.zero
    /// How connections get back the states that the handler that runs has changed.
    private var undoes: [ObjectIdentifier: () -> Void] = [:]
    private var recordsChanges = false
    /// What the handler that runs appended to the journal last; nil while it has appended nothing.
    private var newestEncoded: EncodedValue?
    private var newestEntry: Kept<D.Entry>?

    package init(
        interface: Interface<D>, id: ActorID, key: ActorKey, host: any ActorHost, state: D.State,
        heads: [JournalKind: UInt64], schedules: [ScheduledJob]
    ) {
        self.interface = interface
        self.id = id
        self.key = key
        self.host = host
        self.state = state
        self.heads = JournalHeads(main: heads[.main] ?? 0, audit: heads[.audit] ?? 0)
        self.schedules = Dictionary(schedules.map { ($0.id, $0) }) { $1 }
    }

    /// The state, for a handler that changes it: only then is it kept for the case that the handler throws.
    package var changingState: D.State {
        get { state }
        _modify {
            if formerState == nil { formerState = Kept(state) }
            stateChanged = true
            yield &state
        }
    }

    /// The state without what the handler that runs has changed.
    package var formerOrPresentState: D.State { formerState?.content ?? state }

    /// The volatile part.
    package var vars: D.Vars {
        _read { yield made.vars }
        _modify { yield &made.vars }
    }

    /// Takes what the runtime makes before the first handler runs.
    package func begin(with vars: D.Vars) { volatile = Volatile(vars) }

    /// A place of its own, where handlers change the volatile part without moving it.
    private final class Volatile {
        var vars: D.Vars
        init(_ vars: D.Vars) { self.vars = vars }
    }

    /// A place of its own, which is let go without a look at what is in it.
    private final class Kept<Content> {
        let content: Content
        init(_ content: Content) { self.content = content }
    }

    private var made: Volatile {
        guard let volatile else { preconditionFailure("\(D.self): vars are not there while createVars runs") }
        return volatile
    }
}

// MARK: What handlers do

extension ActorCore {
    package func emit<each Content>(
        _ event: Event<repeat each Content>, _ content: repeat each Content, to receivers: Effect.Receivers
    ) {
        let name = interface.name(of: event)
        do {
            var values: [EncodedValue] = []
            repeat values.append(try encode(each content))
            effects.append(
                Effect(event: name, arguments: values, isDroppable: event.isDroppable, receivers: receivers))
        } catch {
            host.report(error, encoding: name)
        }
    }

    package func append(_ entry: D.Entry, clientID: String?, text: String?) throws {
        let encoded = try EncodedValue(keeping: entry)
        try append(.main, encoded, clientID: clientID, text: text)
        newestEntry = Kept(entry)
        newestEncoded = encoded
    }

    /// Encodes what leaves the actor. What a handler tells everybody and answers is mostly the entry that it has just
    /// appended, which is encoded already.
    package func encode<Content: Encodable>(_ content: Content) throws -> EncodedValue {
        if let newestEncoded, let newestEntry, Content.self == D.Entry.self {
            // It is of this very type, so that it needs no cast, which would copy it.
            let isNewest = withUnsafePointer(to: content) { pointer in
                pointer.withMemoryRebound(to: D.Entry.self, capacity: 1) { $0.pointee == newestEntry.content }
            }
            if isNewest { return newestEncoded }
        }
        return try EncodedValue(encoding: content)
    }

    package func append(_ kind: JournalKind, _ entry: EncodedValue, clientID: String?, text: String?) throws {
        let sequence = heads[kind] + 1
        heads[kind] = sequence
        entries.append(
            JournalEntry(
                kind: kind, sequence: sequence, time: host.now, clientID: clientID, text: text, payload: entry.json))
    }

    package func disconnect(_ connection: Connection<D>, _ reason: String) {
        guard connection.closing == nil else { return }
        connection.closing = .disconnected(reason)
        disconnected.append(connection)
    }

    package func willChange(_ connection: Connection<D>) {
        let id = ObjectIdentifier(connection)
        guard recordsChanges, undoes[id] == nil else { return }
        undoes[id] = { [state = connection.storedState] in connection.storedState = state }
    }
}

// MARK: Savepoints

/// What a handler that throws is taken back to.
package struct Savepoint {
    fileprivate let stateChanged: Bool
    fileprivate let heads: JournalHeads
    fileprivate let schedules: [String: ScheduledJob]
    fileprivate let counts: (effects: Int, entries: Int, scheduleChanges: Int, disconnected: Int)
    fileprivate let destroys: Bool
    fileprivate let ticking: Ticking?
}

extension ActorCore {
    /// What was changed so far is not taken back any more.
    package func keepState() {
        formerState = nil
        stateChanged = false
    }

    package func savepoint() -> Savepoint {
        if !undoes.isEmpty { undoes.removeAll(keepingCapacity: undoes.count < 64) }
        recordsChanges = true
        newestEncoded = nil
        newestEntry = nil
        formerState = nil
        return Savepoint(
            stateChanged: stateChanged, heads: heads, schedules: schedules,
            counts: (effects.count, entries.count, scheduleChanges.count, disconnected.count), destroys: destroys,
            ticking: ticking)
    }

    package func restore(_ savepoint: Savepoint) {
        if let formerState { state = formerState.content }
        formerState = nil
        stateChanged = savepoint.stateChanged
        heads = savepoint.heads
        schedules = savepoint.schedules
        effects.removeSubrange(min(savepoint.counts.effects, effects.count)...)
        entries.removeSubrange(min(savepoint.counts.entries, entries.count)...)
        scheduleChanges.removeSubrange(min(savepoint.counts.scheduleChanges, scheduleChanges.count)...)
        for connection in disconnected.dropFirst(savepoint.counts.disconnected) { connection.closing = nil }
        disconnected.removeSubrange(min(savepoint.counts.disconnected, disconnected.count)...)
        for undo in undoes.values { undo() }
        undoes = [:]
        destroys = savepoint.destroys
        ticking = savepoint.ticking
    }
}
