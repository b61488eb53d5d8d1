import ActorWire
import RandomTesting

@testable import ActorClient

/// Drives a session on a clock of its own and reads what it wants done.
struct SessionProbe {
    var session: ClientSession
    var now = Duration.zero

    init(_ configuration: ClientConfiguration = .init(), seed: UInt64 = 1) {
        session = ClientSession(configuration, random: SeededGenerator(seed: seed))
    }

    mutating func receive(_ input: ClientSession.Input) -> [ClientSession.Effect] {
        session.receive(input, at: now)
    }

    /// Lets time pass, and tells the session at each moment that it asked for. Returns what it did.
    mutating func advance(by duration: Duration) -> [ClientSession.Effect] {
        let end = now + duration
        var effects: [ClientSession.Effect] = []
        while let wakeUp = session.wakeUp, wakeUp <= end {
            now = max(now, wakeUp)
            effects += receive(.time)
        }
        now = end
        return effects
    }

    /// Goes from wherever the session waits to an accepted connection. Returns what it did on the way.
    mutating func connect() -> [ClientSession.Effect] {
        var effects = receive(.start)
        if case .waiting(let until) = session.phase { effects += advance(by: until - now) }
        effects += receive(.parameters(.success(nil), connection: session.connection))
        effects += receive(.opened(connection: session.connection))
        return effects
            + receive(.frame(.initialized(actorID: "a", connectionID: "c"), size: 0, connection: session.connection))
    }

    mutating func lose(_ why: Interruption = .closed(.abnormal)) -> [ClientSession.Effect] {
        receive(.ended(why, connection: session.connection))
    }

    mutating func call(
        _ id: UInt64, idempotent: Bool = false, padding: Int = 0, within limit: Duration = .seconds(60)
    ) -> [ClientSession.Effect] {
        let frame = ToServer.actionRequest(
            id: id, name: "act", arguments: [.string(String(repeating: "x", count: padding))])
        return receive(.call(Call(id: id, frame: frame.json(), isIdempotent: idempotent, deadline: now + limit)))
    }

    mutating func reply(to id: UInt64, _ output: Value = .null) -> [ClientSession.Effect] {
        receive(.frame(.actionResponse(id: id, output: output), size: 0, connection: session.connection))
    }
}

extension [ClientSession.Effect] {
    var sent: [ToServer] {
        compactMap { if case .send(let frame) = $0 { try? ToServer(json: frame) } else { nil } }
    }

    var sentIDs: [UInt64] {
        sent.compactMap { if case .actionRequest(let id, _, _) = $0 { id } else { nil } }
    }

    var statuses: [ClientStatus] {
        compactMap { if case .status(let status) = $0 { status } else { nil } }
    }

    var delays: [Duration] {
        statuses.compactMap { if case .reconnecting(_, let delay, _) = $0 { delay } else { nil } }
    }

    var failures: [UInt64: ClientError] {
        var failures: [UInt64: ClientError] = [:]
        for case .answer(let id, .failure(let error as ClientError)) in self { failures[id] = error }
        return failures
    }

    var outputs: [UInt64: Value] {
        var outputs: [UInt64: Value] = [:]
        for case .answer(let id, .success(let output)) in self { outputs[id] = output }
        return outputs
    }

    var pings: [UInt64] {
        compactMap { if case .ping(let number) = $0 { number } else { nil } }
    }

    var asksForParameters: Bool {
        contains { if case .fetchParameters = $0 { true } else { false } }
    }

    var breaksOff: Bool {
        contains { if case .hangUp(nil) = $0 { true } else { false } }
    }

    var finish: ClosedReason? {
        for case .finish(let reason) in self { return reason }
        return nil
    }
}
