/// The sets of events that clients subscribe to, each kept once: a thousand clients of one kind have the same one, and a
/// set of its own would be a good part of what an idle client costs.
struct SubscriptionSets {
    /// Beyond these nobody shares any more what comes new; programs that subscribe to whatever they like are few.
    private static let limit = 256

    private var known: Set<Set<String>> = []

    /// A set that is equal, in memory that others use as well.
    mutating func shared(_ events: Set<String>) -> Set<String> {
        guard known.count < Self.limit else { return known.firstIndex(of: events).map { known[$0] } ?? events }
        return known.insert(events).memberAfterInsert
    }
}
