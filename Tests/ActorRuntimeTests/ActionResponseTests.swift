import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import Testing

/// What a hook makes of the answers of actions.
@Suite(.timeLimit(.minutes(1))) struct ActionResponseTests {
    @Test func theHookSeesWhatWasAskedAndAnsweredAndSaysWhatLeaves() async throws {
        let room = try await TestActor(Teller())
        #expect(try await room.call("add", json: "[2, 3]") == ["by": "add", "of": [2, 3], "said": 5])
        #expect(try await room.call("quiet") == ["by": "quiet", "of": [], "said": nil])
        let ann = RawClient(room.system, name: Teller.name, parameters: nil)
        ann.ask(0, "add", [2, 3])
        await room.settle()
        #expect(
            ann.frames.last == .actionResponse(id: 0, output: ["by": "add", "of": [2, 3], "said": 5]))
    }

    @Test func whatTheHookDoesIsPartOfTheAction() async throws {
        let room = try await TestActor(Teller())
        let ann = try await room.connect()
        let told = ann.told
        try await room.call("add", json: "[1, 1]")
        #expect(try await told.next() == "add")
        try await room.restart()
        #expect(try await room.call("counts") == ["by": "counts", "of": [], "said": [1, 1]])
    }

    @Test func aThrowOfTheHookLeavesNothingOfTheAction() async throws {
        let room = try await TestActor(Teller())
        let ann = try await room.connect()
        _ = ann.told
        let error = await #expect(throws: UserError.self) { try await room.call("add", json: "[13, 0]") }
        #expect(error?.code == "unlucky")
        #expect(try await room.call("counts") == ["by": "counts", "of": [], "said": [0, 0]])
        #expect(try ann.received(\.told) == ["counts"])
        #expect(room.store.commits.allSatisfy { $0.entries.isEmpty && $0.schedules.isEmpty })
    }

    @Test func anActionThatThrowsIsNotItsMatterAndNeitherIsAJob() async throws {
        let room = try await TestActor(Teller())
        await #expect(throws: UserError.self) { try await room.call("refuse") }
        #expect(try await room[job: \.double](4) == 8)
        #expect(try await room.call("counts") == ["by": "counts", "of": [], "said": [0, 0]])
    }

    @Test func theHookSharesTheTimeOfTheAction() async throws {
        var teller = Teller()
        teller.options.actionTimeout = .seconds(10)
        let gate = Gate()
        teller.gate = gate
        let room = try await TestActor(teller)
        let ann = RawClient(room.system, name: Teller.name, parameters: nil)
        await room.settle()
        ann.ask(0, "add", [1, 1])
        await gate.reached()
        room.clock.advance(by: .seconds(10))
        await room.settle()
        #expect(ann.frames.last == .error(.actionTimedOut, actionID: 0))
        gate.open()
        #expect(try await room.call("counts") == ["by": "counts", "of": [], "said": [0, 0]])
    }
}

/// Wraps its answers, and counts them.
private struct Teller {
    struct State: Codable, Sendable, Initial { var added = 0, told = 0 }
    struct Wrapped: Codable, Sendable { var by: String, of: [Value], said: Value }
    typealias Entry = String

    var options = ActorOptions()
    /// What the hook waits for after `add`.
    var gate: Gate?

    let told = Event<String>()

    let add = Action { (c: Call, a: Int, b: Int) in
        c.state.added += 1
        try c.journal.append("added")
        try c.schedule.after(.seconds(1), \.double, a)
        return a + b
    }
    let quiet = Action { (c: Call) in c.state.added += 0 }
    let refuse = Action { (c: Call) in
        c.state.added += 1
        throw UserError("no", "I will not")
    }
    let counts = Action { (c: Call) in [c.state.added, c.state.told] }
    let double = Job { (c: Context, number: Int) in number * 2 }
}

extension Teller: DurableActor {
    func onBeforeActionResponse(
        _ c: Call, _ action: String, _ arguments: [Value], _ output: Value
    ) async throws -> Wrapped {
        c.broadcast(\.told, action)
        if action == "add" {
            c.state.told += 1
            try await gate?.wait()
            if arguments.first == 13 { throw UserError("unlucky", "Not this one") }
        }
        return Wrapped(by: action, of: arguments, said: output)
    }
}
