/// The events that somebody listens to, in the order in which somebody began to.
struct Subscriptions: Sendable {
    private(set) var names: [String] = []
    private var listeners: [String: Int] = [:]

    /// Returns whether this is the first listener of the event.
    mutating func add(_ name: String) -> Bool {
        listeners[name, default: 0] += 1
        guard listeners[name] == 1 else { return false }
        names.append(name)
        return true
    }

    /// Returns whether this was the last listener of the event.
    mutating func remove(_ name: String) -> Bool {
        guard let count = listeners[name] else { return false }
        listeners[name] = count > 1 ? count - 1 : nil
        guard count == 1 else { return false }
        names.removeAll { $0 == name }
        return true
    }
}
