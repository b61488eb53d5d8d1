import ActorDefinition
import ActorTesting
import ActorWire

/// An actor that counts who passes, and writes down each of its hooks.
struct Turnstile: DurableActor {
    struct State: Codable, Sendable, Initial {
        /// The tickets of all who passed, in their order.
        var passed: [Int] = []
    }

    static let key = ["gate"]

    let ledger: Ledger
    let clock: VirtualClock
    let mistake: Mistake?

    /// So little that a rush fills the mailbox.
    var options: ActorOptions {
        var options = ActorOptions()
        options.mailbox.messages = 10
        options.mailbox.messagesPerConnection = 6
        options.mailbox.bytes = 6_000
        options.mailbox.bytesPerConnection = 4_000
        return options
    }

    /// Not idempotent: no ticket may be used twice. Luggage makes a message long, and much of it takes its time.
    let pass = Action { (c: Call, ticket: Int, luggage: String) in
        let clock = c.definition.clock
        if luggage.utf8.count > 600 { try await clock.sleep(untilUptime: clock.uptime + .milliseconds(30)) }
        c.state.passed.append(ticket)
        return c.state.passed.count
    }
    let passed = Action(idempotent: true) { (c: Call) in c.state.passed }
}

extension Turnstile {
    func onWake(_ c: Context) { ledger.woke() }

    func onConnect(_ c: Context, _ conn: Conn) {
        ledger.connected(conn.id)
        if mistake == .repeatedHook { ledger.connected(conn.id) }
    }

    func onDisconnect(_ c: Context, _ conn: Conn, _ reason: DisconnectReason) {
        if mistake != .skippedHook { ledger.disconnected(conn.id) }
    }
}
