internal import ActorWire

/// Who is in a room: people, not connections. It is forgotten when the room sleeps, since nobody is there then.
struct Roster {
    private var people: [MemberID: Person] = [:]
    private var order: [MemberID] = []
    /// By all that their names look like.
    private var looks: [String: MemberID] = [:]
    private(set) var households = Households()

    var count: Int { people.count }
    /// In the order in which they came.
    var all: some Sequence<Person> { order.lazy.compactMap { people[$0] } }
    /// When the first of those who are away counts as gone.
    var nextDeparture: Timestamp? { people.values.lazy.compactMap(\.awayUntil).min() }

    subscript(id: MemberID) -> Person? { people[id] }
    func contains(_ id: MemberID) -> Bool { people.keys.contains(id) }
    /// Who bears this very name, which no one that only looks like it is.
    func named(_ name: String) -> Person? {
        let name = FoldedName(name)
        return holder(of: name).flatMap { people[$0] }.flatMap { FoldedName($0.name) == name ? $0 : nil }
    }

    /// Who bears this name or one that looks like it.
    func holder(of name: FoldedName) -> MemberID? { name.skeletons.lazy.compactMap { looks[$0] }.first }

    /// Lists a connection under its person.
    mutating func enter(
        _ id: MemberID, name: String, role: Role, connection: String, address: IPAddress?, at now: Timestamp
    ) -> Arrival {
        var arrival = Arrival.joined
        if let known = people[id] {
            arrival = known.isAway ? .returned : .anotherLine
        } else {
            people[id] = Person(id: id, name: name, role: role, joined: now)
            for skeleton in FoldedName(name).skeletons { looks[skeleton] = id }
            order.append(id)
        }
        people[id]?.lines[connection] = Person.Line(address: address, active: now)
        people[id]?.awayUntil = nil
        people[id]?.address = address
        households.add(address)
        return arrival
    }

    enum Exit: Hashable {
        case left(Person)
        /// Away until then.
        case away(Timestamp)
        case oneLineLess
    }

    /// Takes a connection off its person.
    ///
    /// - Parameter awayUntil: Until when the person counts as away if it was the last; nil when they have left.
    /// - Returns: nil when the person had been removed before.
    mutating func leave(_ id: MemberID, connection: String, awayUntil: Timestamp?) -> Exit? {
        guard let line = people[id]?.lines.removeValue(forKey: connection) else { return nil }
        households.remove(line.address)
        guard people[id]?.lines.isEmpty == true else { return .oneLineLess }
        guard let awayUntil else { return remove(id).map { .left($0) } }
        people[id]?.awayUntil = awayUntil
        return .away(awayUntil)
    }

    @discardableResult
    mutating func remove(_ id: MemberID) -> Person? {
        guard let person = take(id) else { return nil }
        order.removeAll { $0 == id }
        return person
    }

    /// Who is away stays so as long as before, by a clock that was set.
    mutating func moveDepartures(by step: Duration) {
        for (id, person) in people { people[id]?.awayUntil = person.awayUntil.map { $0 + step } }
    }

    /// Removes those who did not come back in time.
    mutating func removeGone(at now: Timestamp) -> [Person] {
        let gone = people.values.filter { $0.awayUntil.map { $0 <= now } ?? false }
        for person in gone { _ = take(person.id) }
        // All at once: thousands are gone together when a network was.
        if !gone.isEmpty { order.removeAll { people[$0] == nil } }
        return gone.sorted { $0.joined < $1.joined }
    }

    /// Removes all of somebody but their place in the order.
    private mutating func take(_ id: MemberID) -> Person? {
        guard let person = people.removeValue(forKey: id) else { return nil }
        for skeleton in FoldedName(person.name).skeletons where looks[skeleton] == id { looks[skeleton] = nil }
        for line in person.lines.values { households.remove(line.address) }
        return person
    }

    mutating func setRole(_ role: Role, of id: MemberID) { people[id]?.role = role }

    mutating func countPost(_ id: MemberID, connection: String, at now: Timestamp) {
        people[id]?.lines[connection]?.countPost(at: now)
    }
}
