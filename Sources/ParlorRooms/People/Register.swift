internal import ActorWire

/// The people with a token whom a room knows again: their names and roles, over all visits and restarts.
struct Register: Sendable, Hashable {
    struct Known: Codable, Sendable, Hashable {
        var id: MemberID
        var name: String
        var role: Role
        var seen: Timestamp
    }

    private var people: [MemberID: Known] = [:]
    /// By all that their names look like.
    private var looks: [String: Set<MemberID>] = [:]

    init() {}

    subscript(id: MemberID) -> Known? { people[id] }
    var isEmpty: Bool { people.isEmpty }
    var hasOwner: Bool { people.values.contains { $0.role == .owner } }

    func named(_ name: String) -> Known? {
        let name = FoldedName(name)
        return bearers(of: name).compactMap { people[$0] }.filter { FoldedName($0.name) == name }
            .max { ($0.role, $0.seen) < ($1.role, $1.seen) }
    }

    /// Those whose names look like this one.
    private func bearers(of name: FoldedName) -> Set<MemberID> {
        name.skeletons.reduce(into: []) { $0.formUnion(looks[$1] ?? []) }
    }

    /// Whether the name, or one that looks like it, is kept for another than this person: of operators always, of others for a while.
    func keeps(_ name: FoldedName, from id: MemberID, since: Timestamp) -> Bool {
        bearers(of: name).contains { other in
            guard other != id, let known = people[other] else { return false }
            return known.role.isOperator || known.seen >= since
        }
    }

    /// Notes a visit. Beyond the limit whoever has not been here the longest is forgotten; operators never are.
    mutating func note(_ known: Known, limit: Int) {
        if people[known.id] == nil, people.count >= limit {
            guard let oldest = people.values.filter({ !$0.role.isOperator }).min(by: { $0.seen < $1.seen }) else {
                return
            }
            remove(oldest.id)
        }
        insert(known)
    }

    mutating func setRole(_ role: Role, of id: MemberID) {
        people[id]?.role = role
    }

    private mutating func insert(_ known: Known) {
        remove(known.id)
        people[known.id] = known
        for skeleton in FoldedName(known.name).skeletons { looks[skeleton, default: []].insert(known.id) }
    }

    private mutating func remove(_ id: MemberID) {
        guard let known = people.removeValue(forKey: id) else { return }
        for skeleton in FoldedName(known.name).skeletons {
            looks[skeleton]?.remove(id)
            if looks[skeleton]?.isEmpty == true { looks[skeleton] = nil }
        }
    }
}

extension Register: Codable {
    init(from decoder: any Decoder) throws {
        for known in try [Known](from: decoder) { insert(known) }
    }

    func encode(to encoder: any Encoder) throws {
        try people.values.sorted { $0.id.rawValue < $1.id.rawValue }.encode(to: encoder)
    }
}
