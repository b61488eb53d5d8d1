internal import ActorDefinition
internal import ActorWire

extension ActionContext where D: Room {
    /// Lets who is no operator say one message in so many seconds; nil lets them write at any time.
    ///
    /// - Throws: `UserError` `invalid_time`, or `no_change` when it is so already.
    func setSlow(_ seconds: Int?) throws -> Restrictions {
        guard seconds.map(Restrictions.pauses.contains) ?? true else {
            throw UserError("invalid_time", "a slow room takes a message of each in 1 s to 1 h")
        }
        let pause = seconds.map { DurationText.long(.seconds($0)) }
        return try restrict(.slow, pause ?? "off", already: pause.map { "slow: \($0)" } ?? "not slow") {
            $0.slow = seconds
        }
    }

    /// Keeps out whom the room does not know, also with an invite code, or lets them in again.
    ///
    /// - Throws: `UserError` `no_change` when it is so already.
    func setLocked(_ isLocked: Bool) throws -> Restrictions {
        let kind = isLocked ? Act.Kind.lock : .unlock
        let restrictions = try restrict(kind, roomName, already: isLocked ? "locked already" : "not locked") {
            $0.isLocked = isLocked
        }
        // A quick match leads nobody to a locked door.
        try reportSoon(within: .zero)
        return restrictions
    }

    private func restrict(
        _ kind: Act.Kind, _ target: String, already: String, _ change: (inout Restrictions) -> Void
    ) throws -> Restrictions {
        let before = community.restrictions ?? Restrictions()
        var restrictions = before
        change(&restrictions)
        guard restrictions != before else { throw UserError("no_change", "the room is \(already)") }
        community.restrictions = restrictions == Restrictions() ? nil : restrictions
        let act = try record(kind, by: me.name, target: target)
        broadcast(\.restrictionsChanged, restrictions, act)
        return restrictions
    }

    // MARK: A slow room

    /// - Throws: `UserError` `slow`, whose metadata says after how many milliseconds to try again.
    func requirePause() throws {
        guard let pause, let wait = presence.pace.wait(for: payer, pause: pause, at: uptime) else { return }
        let (seconds, rest) = wait.components
        let whole = Duration.seconds(seconds + (rest > 0 ? 1 : 0))
        throw UserError(
            "slow", "this room is slow: you may write again in \(DurationText.long(whole))",
            metadata: ["retryAfter": .int(Int64(wait / .milliseconds(1)) + 1)])
    }

    func beginPause() {
        if let pause { presence.pace.note(payer, pause: pause, at: uptime) }
    }

    /// How long the caller has to be silent after each message; nil for operators, and where the room is not slow.
    private var pause: Duration? { me.role.isOperator ? nil : community.pause }
}

extension Community {
    /// How long one has to be silent after each message; nil where the room is not slow.
    var pause: Duration? { restrictions?.slow.map { .seconds($0) } }
}

extension ActorContext where D: Room {
    /// - Throws: `UserError` `locked`.
    func requireUnlocked(for visitor: Visitor) throws {
        guard community.restrictions?.isLocked == true, isStranger(visitor) else { return }
        throw UserError("locked", "this room is locked: only its operators and those whom it knows may come in")
    }
}
