import ActorDefinition
import ActorWire
import Synchronization

/// The actors that are in memory, by id and by name and key.
final class Residents: Sendable {
    fileprivate struct Address: Hashable {
        let name: String
        let key: ActorKey
    }

    fileprivate struct Table: Watched {
        var byID: [ActorID: Resident] = [:]
        var byAddress: [Address: Resident] = [:]
        var isClosed = false
        var watchers = Watchers()
    }

    private let table = Mutex(Table())

    var isClosed: Bool { table.withLock { $0.isClosed } }

    var all: [Resident] { table.withLock { Array($0.byID.values) } }

    func find(_ id: ActorID) -> Resident? { table.withLock { $0.byID[id] } }

    func find(_ actor: ConnectTarget.Actor) -> Resident? {
        switch actor {
        case .id(let id): find(ActorID(id))
        case .named(let name, let key, _): table.withLock { $0.byAddress[Address(name: name, key: key)] }
        }
    }

    /// Adds the actor if it is not there.
    ///
    /// - Returns: nil when no more are taken.
    func add(_ resident: Resident) -> (resident: Resident, isNew: Bool)? {
        table.withLock { table in
            if let present = table.byID[resident.record.id] { return (present, false) }
            if table.isClosed { return nil }
            table.byID[resident.record.id] = resident
            table.byAddress[Address(resident.record)] = resident
            return (resident, true)
        }
    }

    /// Removes an actor for which no message waits.
    func retire(_ resident: Resident) -> Bool {
        let (isRetired, watchers) = table.withLock { table in
            guard resident.mailbox.closeIfEmpty() else { return (false, Watchers()) }
            return (true, table.remove(resident))
        }
        watchers.wake()
        return isRetired
    }

    /// Removes an actor.
    ///
    /// - Returns: the messages that wait for it.
    func evict(_ resident: Resident) -> [Message] {
        let (messages, watchers) = table.withLock { table in (resident.mailbox.close(), table.remove(resident)) }
        watchers.wake()
        return messages
    }

    /// Takes no more actors.
    func close() { table.withLock { $0.isClosed = true } }

    /// Returns when no actor is left, or when `stopWaiting` is called.
    func untilEmpty() async {
        await table.wait { $0.byID.isEmpty }
    }

    func stopWaiting() { table.wakeWatchers() }
}

extension Residents.Table {
    /// - Returns: who waits for the last to go.
    fileprivate mutating func remove(_ resident: Resident) -> Watchers {
        byID[resident.record.id] = nil
        let address = Residents.Address(resident.record)
        if byAddress[address] === resident { byAddress[address] = nil }
        return byID.isEmpty ? watchers.take() : Watchers()
    }
}

extension Residents.Address {
    fileprivate init(_ record: ActorRecord) {
        self.init(name: record.name, key: record.key)
    }
}
