internal import ActorDefinition
internal import ActorWire

extension ActorContext where D: Room {
    /// Makes what the room forgets, when it wakes.
    nonisolated(nonsending) func makePresence() async throws -> Presence {
        var ids = RecentIDs(perPerson: limits.recentIDs, people: limits.members * 2)
        var pace = Pace()
        for message in try await newestMessages(limits.recentMessages) {
            if let id = message.givenID { ids.remember(id, from: message.authorID, seq: message.seq) }
            if let pause = community.pause {
                pace.note(message.authorID, pause: pause, at: uptime - max(now - message.time, .zero))
            }
        }
        return Presence(
            recentIDs: ids, posts: FloodGate(limits.posts), pace: pace, reads: FloodGate(limits.reads),
            knocks: FloodGate(limits.lookups), since: now)
    }

    /// Somebody as everybody sees them; nil when they are not here.
    func member(_ id: MemberID) -> Member? { presence.roster[id].map(member) }

    func member(_ person: Person) -> Member {
        person.member(mutedBy: community.mutes.inForce(for: person.visitor, at: now))
    }

    /// With which role somebody comes in; nil is a guest.
    func role(of id: MemberID?) -> Role {
        guard let id else { return .guest }
        return id == definition.hostID
            ? .owner : presence.roster[id]?.role ?? community.register[id]?.role ?? .member
    }

    func freeName(_ name: MemberName, for id: MemberID) -> String {
        let since = now - .seconds(limits.nameKeptFor)
        return name.firstFree { folded in
            presence.roster.holder(of: folded).map { $0 != id } ?? false
                || community.register.keeps(folded, from: id, since: since)
        }
    }
}
