import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import Synchronization
import Testing

struct TimeLimitTests {
    @Test func anActionThatTakesTooLongIsUndoneAndTheActorGoesOn() async throws {
        let probe = Probe()
        let room = try await TestActor(probe)
        let ann = try await room.connect()
        let waiting = Task { try await ann.wait() }
        await probe.gate.reached()
        room.clock.advance(by: .seconds(60))
        await #expect(throws: WireError.actionTimedOut) { try await waiting.value }
        #expect(try await ann.count() == 0)
        #expect(try await ann.add(1) == 1)
        #expect(!ann.isClosed)
    }

    @Test(.timeLimit(.minutes(1))) func whatWaitsBehindAnActionThatTookTooLongHasItsOwnTime() async throws {
        let probe = Probe()
        let room = try await TestActor(probe)
        let raw = RawClient(room.system, parameters: nil)
        await room.settle()
        let waits = (0..<2).map { IncomingFrame(.actionRequest(id: $0, name: "wait", arguments: []), size: 0) }
        _ = raw.session.receive(contentsOf: waits)
        await probe.gate.reached()
        room.clock.advance(by: .seconds(60))
        await probe.gate.reached(by: 2)
        probe.gate.open()
        await room.settle()
        #expect(raw.frames.suffix(2) == [.error(.actionTimedOut, actionID: 0), .actionResponse(id: 1, output: 1)])
    }

    @Test func aHookThatTakesTooLongRefusesTheConnection() async throws {
        var probe = Probe()
        let gate = probe.gate
        probe.hooks["onBeforeConnect"] = { try await gate.wait() }
        let room = try await TestActor(probe)
        let raw = RawClient(room.system, parameters: nil)
        await gate.reached()
        room.clock.advance(by: .seconds(5))
        while raw.closeReason == nil { await Task.yield() }
        #expect(raw.frames == [.error(.callbackTimedOut, actionID: nil)])
        #expect(raw.closeReason == CloseReason(code: 1011, reason: "actor.callback_timed_out"))
        gate.open()
        _ = try await room.connect()
    }

    @Test func anActionThatReturnsAfterItsTimeIsUndoneAllTheSame() async throws {
        let probe = Stubborn()
        let room = try await TestActor(probe)
        let ann = try await room.connect()
        let late = Task { try await ann.shrug() }
        await probe.gate.reached()
        room.clock.advance(by: .seconds(60))
        await #expect(throws: WireError.actionTimedOut) { try await late.value }
        #expect(try await ann.add() == 1)
    }

    @Test func aHandlerThatDoesNotHeedItsCancellationIsLeftBehind() async throws {
        let probe = Stubborn()
        let room = try await TestActor(probe)
        let ann = try await room.connect()
        try await ann.add()
        let raw = RawClient(room.system, name: Stubborn.name, parameters: nil)
        await room.settle()
        let frames = ["add", "hang"].enumerated().map { id, action in
            IncomingFrame(.actionRequest(id: UInt64(id), name: action, arguments: []), size: 0)
        }
        _ = raw.session.receive(contentsOf: frames)
        await probe.gate.reached()
        while raw.closeReason == nil {
            room.clock.advance(by: .seconds(10))
            await Task.yield()
        }
        // What came before it in the same turn is kept, and nothing of itself.
        #expect(raw.frames.suffix(2) == [.actionResponse(id: 0, output: 2), .error(.actionTimedOut, actionID: 1)])
        #expect(raw.closeReason == CloseReason(.restarting))
        #expect(try await room.call("add") == 3)
        probe.gate.open()
        #expect(try await room.call("add") == 4)
    }

    /// An instance whose beginning does not end is given up. What waits is then for the next one, also when the
    /// beginning ends after all.
    @Test(.timeLimit(.minutes(1))) func anInstanceThatWasGivenUpTakesNothingFromTheNext() async throws {
        let (old, new) = (Gate(), Gate())
        let starts = Atomic(0)
        var probe = Probe()
        probe.hooks["onWake"] = {
            switch starts.wrappingAdd(1, ordering: .relaxed).newValue {
            case 1: break
            case 2: try await old.wait(heedsCancellation: false)
            default: try await new.wait(heedsCancellation: false)
            }
        }
        let room = try await TestActor(probe)
        await room.advance(by: .seconds(30))
        let isAnswered = Atomic(false)
        let call = Task {
            defer { isAnswered.store(true, ordering: .relaxed) }
            // By this clock the next one too may take too long to begin.
            while true {
                do {
                    return try await room.call("count")
                } catch let error as WireError where error == .callbackTimedOut {}
            }
        }
        await old.reached()
        while starts.load(ordering: .relaxed) < 3 {
            room.clock.advance(by: .seconds(5))
            await Task.yield()
        }
        await new.reached()
        old.open()
        for _ in 0..<1_000 { await Task.yield() }
        new.open()
        // The next one may have been given up as well, and another one begins after a moment.
        while !isAnswered.load(ordering: .relaxed) {
            room.clock.advance(by: .milliseconds(10))
            await Task.yield()
        }
        #expect(try await call.value == .int(0))
    }
}

/// Has an action that nothing can stop.
private struct Stubborn: DurableActor {
    struct State: Codable, Sendable, Initial { var count = 0 }

    let gate = Gate()

    let add = Action { (c: Call) in
        c.state.count += 1
        return c.state.count
    }
    let shrug = Action { (c: Call) in
        c.state.count += 100
        try? await c.definition.gate.wait()
    }
    let hang = Action { (c: Call) in
        c.state.count += 100
        try? await c.definition.gate.wait(heedsCancellation: false)
        c.state.count += 100
    }
}
