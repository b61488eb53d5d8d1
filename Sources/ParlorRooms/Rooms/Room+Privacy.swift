internal import ActorDefinition
internal import ActorWire

extension ActionContext where D: Room {
    /// The room's invite code. A public room becomes private by it.
    func invite() throws -> Invitation {
        Invitation(room: roomName, code: try community.invite ?? makePrivate(by: me.name))
    }

    /// Makes the room private, or open to everybody again: then its code is forgotten, and a later one is another.
    func setPrivate(_ isPrivate: Bool) throws -> Bool {
        if isPrivate, community.invite == nil {
            try makePrivate(by: me.name)
        } else if !isPrivate, community.invite != nil {
            community.invite = nil
            try record(.public, by: me.name, target: roomName)
            try reportSoon(within: .zero)
        }
        return isPrivate
    }
}

extension ActorContext where D: Room {
    /// From now on nobody enters whom the room does not know, but by this code.
    @discardableResult
    func makePrivate(by name: String) throws -> InviteCode {
        let code = InviteCode(definition.randomness())
        community.invite = code
        try record(.private, by: name, target: roomName)
        try reportSoon(within: .zero)
        return code
    }

    /// Whether the room has never had anybody in it whom it could know again, and nothing was said: the first who comes
    /// into it is who made it.
    private var isUnused: Bool {
        community.register.isEmpty && presence.roster.count == 0 && journal.head == 0
    }

    /// Whether somebody has no right to come in but that everybody may.
    func isStranger(_ visitor: Visitor) -> Bool { !visitor.isKnown && !visitor.role.isOperator && !isUnused }

    /// - Throws: `UserError` `invite_needed`, or `flood` when codes are tried.
    func requireInvite(_ text: String?, from visitor: Visitor) throws {
        guard let code = community.invite, isStranger(visitor) else { return }
        guard let text else {
            throw UserError(
                "invite_needed", "this room is private: ask somebody in it for the invite code and type /join CODE")
        }
        try presence.knocks.pay(.caller(from: visitor.address), at: uptime)
        guard InviteCode(text) == code else {
            throw UserError("invite_needed", "this is not the invite code of the room: ask somebody in it for the code")
        }
    }
}
