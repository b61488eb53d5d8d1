/// The open connections of an actor in the order in which they joined, found by id in constant time.
///
/// A copy is a snapshot: closing connections while walking over it is safe.
public struct Connections<D: DurableActor>: Sequence {
    private var slots: [Connection<D>?] = []
    private var positions: [String: Int] = [:]

    package init() {}

    /// How many there are, in constant time.
    public var count: Int { positions.count }
    /// Whether there is none.
    public var isEmpty: Bool { positions.isEmpty }

    /// The connection of this public id; nil when it is not open.
    public subscript(id: String) -> Connection<D>? {
        guard let position = positions[id] else { return nil }
        return slots[position]
    }

    public func makeIterator() -> AnyIterator<Connection<D>> {
        var rest = slots[...]
        return AnyIterator {
            while let slot = rest.popFirst() {
                if let slot { return slot }
            }
            return nil
        }
    }

    package mutating func append(_ connection: Connection<D>) {
        positions[connection.id] = slots.count
        slots.append(connection)
    }

    @discardableResult
    package mutating func remove(id: String) -> Connection<D>? {
        guard let position = positions.removeValue(forKey: id) else { return nil }
        let removed = slots[position]
        slots[position] = nil
        if slots.count > 32, positions.count < slots.count / 2 { compact() }
        return removed
    }

    private mutating func compact() {
        slots.removeAll { $0 == nil }
        for (position, slot) in slots.enumerated() {
            if let slot { positions[slot.id] = position }
        }
    }
}
