internal import ActorDefinition
internal import ActorWire

/// Somebody whom an act is to concern: here, known from before, or but a name.
struct Target {
    var id: MemberID?
    var name: String
    var role: Role
    var subject: Subject
}

extension Target {
    init(_ person: Person) {
        self.init(id: person.id, name: person.name, role: person.role, subject: person.subject)
    }

    init(_ known: Register.Known) {
        self.init(
            id: known.id, name: known.name, role: known.role,
            subject: Subject(member: known.id, name: FoldedName(known.name)))
    }

    static func stranger(_ name: MemberName) -> Target {
        Target(
            id: nil, name: name.description, role: .guest, subject: Subject(name: FoldedName(name.description)))
    }
}

// What acts of moderation have in common.
extension ActionContext where D: Room {
    func target(_ name: String) -> Target? {
        presence.roster.named(name).map(Target.init) ?? community.register.named(name).map(Target.init)
    }

    /// The host outranks everybody: it answers for all rooms, also for those that another owns.
    ///
    /// - Throws: `UserError` `yourself`, or `not_allowed` when the caller's rank is not the higher one.
    func requireRank(over target: Target) throws {
        guard target.id != me.id else { throw UserError("yourself", "you cannot do this to yourself") }
        guard me.id == definition.hostID || me.role > target.role else {
            throw UserError("not_allowed", "\(target.name) is \(target.role == .owner ? "the owner" : "an operator")")
        }
    }

    /// - Throws: `UserError` `too_long` or `invalid_time`.
    func sentence(on subject: Subject, name: String?, reason: String?, seconds: Int?) throws -> Sentence {
        let until = try seconds.map { seconds in
            guard (1...limits.longestSentence).contains(seconds) else {
                throw UserError("invalid_time", "a time has 1 to \(limits.longestSentence) seconds")
            }
            return now + .seconds(seconds)
        }
        let reason = try line(reason ?? "", limit: limits.reason, "a reason")
        return Sentence(subject: subject, name: name, by: me.name, reason: reason, since: now, until: until)
    }

    /// Closes all connections of somebody and says so to them, and then to the others.
    func expel(_ person: Person, _ departure: Departure, until: Timestamp?) throws {
        presence.roster.remove(person.id)
        let reason = departure.reason.isEmpty ? departure.description : departure.reason
        for conn in conns where conn.state.id == person.id {
            conn.send(\.kicked, Kicked(by: me.name, reason: departure.reason, until: until))
            conn.disconnect(reason.withoutDots)
        }
        try sayGoodbye(to: person, departure)
    }

    func changeRole(_ role: Role, of id: MemberID) {
        if self.role(of: id) == .owner { community.deposed = now }
        presence.roster.setRole(role, of: id)
        if community.register[id] != nil { community.register.setRole(role, of: id) }
        for conn in conns where conn.state.id == id { conn.state.role = role }
    }

    func nobody(_ name: String) -> UserError { UserError("not_here", "nobody called \(quoted(name)) is here") }

    /// - Throws: `UserError` `invalid_address`.
    func range(_ text: String) throws -> AddressRange {
        guard let range = AddressRange(text) else {
            throw UserError("invalid_address", "\(quoted(text)) is neither an address nor a range like 10.0.0.0/8")
        }
        return range
    }

    func line(_ raw: String, limit: Int, _ what: String) throws -> String {
        let text = CleanText(raw, .line).text
        guard text.count <= limit, text.utf8.count <= limit * RoomLimits.bytesPerCharacter else {
            throw UserError("too_long", "\(what) has at most \(limit) characters")
        }
        return text
    }

    /// What somebody typed, fit to stand in a sentence.
    func quoted(_ raw: String) -> String { "“\(CleanText(raw, .line).text.prefix(40))”" }
}

extension ActorContext where D: Room {
    @discardableResult
    func record(
        _ kind: Act.Kind, by: String, target: String, reason: String = "", until: Timestamp? = nil
    ) throws -> Act {
        let time = now
        return try journal.audit { seq in
            Act(seq: seq, time: time, kind: kind, by: by, target: target, reason: reason, until: until)
        }
    }

    func endMutes() throws {
        for mute in community.mutes.removeOver(at: now) {
            if let name = mute.name { try announceVoice(of: name, by: "", reason: "the time is over") }
        }
    }

    @discardableResult
    func announceVoice(of name: String, by: String, reason: String = "") throws -> Act {
        let act = try record(.unmute, by: by, target: name, reason: reason)
        if let person = presence.roster.named(name) { broadcast(\.memberUnmuted, member(person), act) }
        return act
    }
}

extension Person {
    /// The person as seen from each of their connections.
    var visitors: [Visitor] {
        lines.values.map { visitor(from: $0.address) }
    }
}

extension Departure {
    fileprivate var reason: String {
        switch self {
        case .left, .lost: ""
        case .kicked(_, let reason), .banned(_, let reason): reason
        }
    }
}

extension String {
    /// With U+2024 for dots: clients of the RivetKit protocol split the reason of a close at a dot.
    fileprivate var withoutDots: String { String(map { $0 == "." ? "\u{2024}" : $0 }) }
}
