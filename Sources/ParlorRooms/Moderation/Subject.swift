/// Somebody who knocks or is here, by all that tells who they are.
struct Visitor: Sendable, Hashable {
    var id: MemberID
    var name: FoldedName
    var address: IPAddress?
    var role: Role
}

/// Whom a ban or a mute holds for, also when they leave and come back.
struct Subject: Codable, Sendable, Hashable {
    /// The person, by their token.
    var member: MemberID?
    var name: FoldedName?
    /// A guest has no token: while it lasts, it holds for all guests from there.
    var guestsFrom: AddressRange?
    /// Everybody from there.
    var range: AddressRange?

    /// Operators are only met in person: they do not lock themselves out by a range, nor by a guest who took their name.
    func matches(_ visitor: Visitor) -> Bool {
        if member == visitor.id { return true }
        guard !visitor.role.isOperator else { return false }
        if name == visitor.name { return true }
        guard let address = visitor.address else { return false }
        return range?.contains(address) == true
            || visitor.role == .guest && guestsFrom?.contains(address) == true
    }
}
