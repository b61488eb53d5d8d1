internal import ActorDefinition

/// How many connections there are from each household or machine.
struct Households {
    private var counts: [AddressRange: Int] = [:]

    func count(of address: IPAddress) -> Int { counts[AddressRange(householdOf: address)] ?? 0 }

    mutating func add(_ address: IPAddress?) {
        guard let address else { return }
        counts[AddressRange(householdOf: address), default: 0] += 1
    }

    mutating func remove(_ address: IPAddress?) {
        guard let household = address.map({ AddressRange(householdOf: $0) }), let count = counts[household] else {
            return
        }
        counts[household] = count > 1 ? count - 1 : nil
    }

    /// - Throws: `UserError` `too_many_connections` when there are so many from there already.
    func requireFewer(than most: Int?, from address: IPAddress?) throws(UserError) {
        guard let most, let address, count(of: address) >= most else { return }
        throw UserError("too_many_connections", "there are \(most) connections from your address already")
    }
}
