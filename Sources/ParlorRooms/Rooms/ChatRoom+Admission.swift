internal import ActorDefinition
internal import ActorWire

extension ConnectContext<ChatRoom> {
    /// Lets somebody in or says why not.
    ///
    /// - Parameter id: Who it is by their token; nil for a guest.
    /// - Throws: `UserError` `banned`, `kicked`, `too_many_connections` or `room_full`.
    func admit(_ name: MemberName, _ id: MemberID?) throws {
        let person = id.flatMap { vars.roster[$0] }
        let visitor = Visitor(
            id: id ?? .guest(0, since: 0), name: FoldedName(name.description),
            address: IPAddress(peer: client.remoteAddress),
            role: role(of: id), isKnown: person != nil || id.map { state.register[$0] != nil } ?? false)
        if let ban = state.bans.inForce(for: visitor, at: now) { throw refusal("banned", ban) }
        if let kick = state.kicks.inForce(for: visitor, at: now) { throw refusal("kicked", kick) }
        if let most = limits.connectionsPerAddress, let address = visitor.address,
            vars.roster.connections(from: address) >= most
        {
            throw UserError("too_many_connections", "there are \(most) connections from your address already")
        }
        guard person.map({ $0.lines.count < limits.connectionsPerMember }) ?? true else {
            throw UserError("too_many_connections", "you are here \(limits.connectionsPerMember) times already")
        }
        guard person != nil || visitor.role.isOperator || vars.roster.count < limits.members else {
            throw UserError("room_full", "the room is full: \(limits.members) people are here")
        }
    }

    private func refusal(_ code: String, _ sentence: Sentence) -> UserError {
        let reason = sentence.reason.isEmpty ? "" : ": \(sentence.reason)"
        let wait = sentence.until.map { ", for another \(($0 - now).components.seconds + 1) s" } ?? ""
        return UserError(
            code, "you were \(code) by \(sentence.by)\(reason)\(wait)",
            metadata: [
                "by": .string(sentence.by), "reason": .string(sentence.reason),
                "until": sentence.until.map { .int($0.milliseconds) } ?? .null,
            ])
    }
}
