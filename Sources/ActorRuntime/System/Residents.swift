import ActorDefinition
import ActorWire
import Synchronization

/// The actors that are in memory, by id and by name and key.
final class Residents: Sendable {
    fileprivate struct Address: Hashable {
        let name: String
        let key: ActorKey
    }

    fileprivate struct Table {
        var byID: [ActorID: Resident] = [:]
        var byAddress: [Address: Resident] = [:]
        var isClosed = false
        var watchers: [CheckedContinuation<Void, Never>] = []
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
            guard resident.mailbox.closeIfEmpty() else { return (false, [CheckedContinuation<Void, Never>]()) }
            return (true, table.remove(resident))
        }
        for watcher in watchers { watcher.resume() }
        return isRetired
    }

    /// Removes an actor.
    ///
    /// - Returns: the messages that wait for it.
    func evict(_ resident: Resident) -> [Message] {
        let (messages, watchers) = table.withLock { table in (resident.mailbox.close(), table.remove(resident)) }
        for watcher in watchers { watcher.resume() }
        return messages
    }

    /// Takes no more actors.
    func close() { table.withLock { $0.isClosed = true } }

    /// Returns when no actor is left, or when `stopWaiting` is called.
    func untilEmpty() async {
        await withCheckedContinuation { continuation in
            let isEmpty = table.withLock { table in
                if !table.byID.isEmpty { table.watchers.append(continuation) }
                return table.byID.isEmpty
            }
            if isEmpty { continuation.resume() }
        }
    }

    func stopWaiting() {
        let watchers = table.withLock { table in
            defer { table.watchers = [] }
            return table.watchers
        }
        for watcher in watchers { watcher.resume() }
    }
}

extension Residents.Table {
    /// - Returns: who waits for the last to go.
    fileprivate mutating func remove(_ resident: Resident) -> [CheckedContinuation<Void, Never>] {
        byID[resident.record.id] = nil
        let address = Residents.Address(resident.record)
        if byAddress[address] === resident { byAddress[address] = nil }
        guard byID.isEmpty else { return [] }
        defer { watchers = [] }
        return watchers
    }
}

extension Residents.Address {
    fileprivate init(_ record: ActorRecord) {
        self.init(name: record.name, key: record.key)
    }
}
