/// Somebody who knocks or is here, by all that tells who they are.
struct Visitor: Sendable, Hashable {
    var id: MemberID
    var name: FoldedName
    var address: IPAddress?
    var role: Role
    /// Whether the room knows them by their token from before.
    var isKnown: Bool
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

    /// A name is met by those alone whom the room does not know, also by one that looks like it: others may have asked for
    /// the same name and got it with a number. Operators are only met in person, so that a range does not lock them out.
    func matches(_ visitor: Visitor) -> Bool {
        if member == visitor.id { return true }
        guard !visitor.role.isOperator else { return false }
        if !visitor.isKnown, name?.isAlike(visitor.name) == true { return true }
        guard let address = visitor.address else { return false }
        return range?.contains(address) == true
            || visitor.role == .guest && guestsFrom?.contains(address) == true
    }
}
