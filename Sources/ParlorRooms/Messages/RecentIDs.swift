/// The ids that senders gave their newest messages, by which a post that is sent again is recognised.
struct RecentIDs {
    fileprivate struct Ring {
        var entries: [(id: String, seq: UInt64)] = []
        var next = 0
        var newest: UInt64 = 0
    }

    private let perPerson: Int
    private let people: Int
    private var rings: [MemberID: Ring] = [:]

    /// - Parameters:
    ///   - perPerson: How many ids of each sender are remembered.
    ///   - people: Of how many senders; who was silent the longest is forgotten first.
    init(perPerson: Int, people: Int) {
        self.perPerson = perPerson
        self.people = people
    }

    /// The sequence number of the message that the person sent with this id.
    func seq(of id: String, from person: MemberID) -> UInt64? {
        rings[person]?.entries.first { $0.id == id }?.seq
    }

    mutating func remember(_ id: String, from person: MemberID, seq: UInt64) {
        if rings[person] == nil, rings.count >= people { forgetSilent() }
        rings[person, default: Ring()].put(id, seq, limit: perPerson)
    }

    mutating func forget(_ person: MemberID) { rings[person] = nil }

    private mutating func forgetSilent() {
        if let silent = rings.min(by: { $0.value.newest < $1.value.newest })?.key { rings[silent] = nil }
    }
}

extension RecentIDs.Ring {
    fileprivate mutating func put(_ id: String, _ seq: UInt64, limit: Int) {
        if entries.count < limit {
            entries.append((id, seq))
        } else {
            entries[next] = (id, seq)
            next = (next + 1) % limit
        }
        newest = max(newest, seq)
    }
}
