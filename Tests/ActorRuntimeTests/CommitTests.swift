import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import Testing

struct CommitTests {
    @Test func nothingLeavesBeforeItIsDurable() async throws {
        let room = try await TestActor(Probe())
        let raw = RawClient(room.system, parameters: nil)
        await room.settle()
        room.store.hold()
        raw.ask(0, "add", [1])
        await room.settle()
        #expect(raw.tags == ["Init"])
        room.store.release()
        await room.settle()
        #expect(raw.tags == ["Init", "Event", "ActionResponse"])
    }

    @Test func theActorWorksOnWhileACommitIsWrittenAndGathersTheNext() async throws {
        let room = try await TestActor(Probe())
        let raw = RawClient(room.system, parameters: nil)
        await room.settle()
        let before = room.store.commits.count
        room.store.hold()
        for id in 0..<50 {
            raw.ask(id, "write", [.string("entry \(id)")])
            await room.settle()
        }
        #expect(room.store.heldCount == 1)
        room.store.release()
        await room.settle()
        let commits = room.store.commits.dropFirst(before)
        #expect(commits.map { $0.entries.map(\.sequence) } == [[1], Array(2...50)])
        #expect(commits.map(\.id) == [2, 3])
        #expect(raw.frames.count == 51)
    }

    /// What is gathered while the disk takes its time is bounded.
    @Test(.timeLimit(.minutes(1))) func anActorWithMegabytesToBeWrittenDoesNothingMoreBeforeTheyAre() async throws {
        let probe = Probe()
        let room = try await TestActor(probe)
        let raw = RawClient(room.system, parameters: nil)
        await room.settle()
        room.store.hold()
        raw.ask(0, "add", [1])
        await room.settle()
        // Together, so that one turn does both.
        let long = Value.string(String(repeating: "x", count: 5 << 20))
        _ = raw.session.receive(contentsOf: [
            IncomingFrame(.actionRequest(id: 1, name: "write", arguments: [long]), size: 0),
            IncomingFrame(.actionRequest(id: 2, name: "add", arguments: [1]), size: 0),
        ])
        while !probe.log.all.contains("onStateChange 2") { await Task.yield() }
        raw.ask(3, "add", [1])
        for _ in 0..<1_000 { await Task.yield() }
        #expect(!probe.log.all.contains("onStateChange 3"))
        room.store.release()
        await room.settle()
        #expect(raw.frames.last == .actionResponse(id: 3, output: 3))
    }

    @Test func ofVeryManyMessagesSixtyFourAtMostBecomeOneCommit() async throws {
        let room = try await TestActor(Probe())
        let raw = RawClient(room.system, parameters: nil)
        await room.settle()
        let before = room.store.commits.count
        let writes = (0..<100).map { IncomingFrame(.actionRequest(id: $0, name: "write", arguments: ["x"]), size: 0) }
        _ = raw.session.receive(contentsOf: writes)
        await room.settle()
        #expect(room.store.commits.dropFirst(before).map(\.entries.count) == [64, 36])
    }

    @Test func aReplyThatChangesNothingWaitsForWhatCameBefore() async throws {
        let room = try await TestActor(Probe())
        let raw = RawClient(room.system, parameters: nil)
        await room.settle()
        room.store.hold()
        raw.ask(0, "add", [1])
        await room.settle()
        raw.ask(1, "count", [])
        await room.settle()
        #expect(raw.tags == ["Init"])
        room.store.release()
        await room.settle()
        #expect(raw.frames.suffix(2) == [.actionResponse(id: 0, output: 1), .actionResponse(id: 1, output: 1)])
    }

    @Test func aReadWritesNothing() async throws {
        let room = try await TestActor(Probe())
        let ann = try await room.connect()
        let before = room.store.commits.count
        #expect(try await ann.count() == 0)
        #expect(room.store.commits.count == before)
    }

    @Test func aRefusedCommitFailsTheReplyDropsTheEventsAndRestartsFromWhatIsDurable() async throws {
        let probe = Probe()
        let room = try await TestActor(probe)
        let raw = RawClient(room.system, parameters: ["name": "raw"])
        raw.ask(0, "add", [1])
        await room.settle()
        room.store.plan(.refuse("disk full"))
        raw.ask(1, "add", [10])
        await room.settle()
        #expect(raw.tags == ["Init", "Event", "ActionResponse", "Error"])
        #expect(raw.frames.last == .error(.restarting, actionID: 1))
        #expect(raw.closeReason == CloseReason(.restarting))
        #expect(raw.closeReason?.isRetryable == true)
        #expect(try await room.call("count") == 1)
        #expect(probe.log.all.filter { $0 == "onWake" }.count == 2)
    }

    @Test func aRefusalFailsWhatWasGatheredBehindItToo() async throws {
        let room = try await TestActor(Probe())
        let raw = RawClient(room.system, parameters: nil)
        await room.settle()
        room.store.hold()
        room.store.plan(.refuse("disk full"))
        for id in 0..<3 {
            raw.ask(id, "add", [1])
            await room.settle()
        }
        room.store.release()
        await room.settle()
        #expect(Array(raw.frames.dropFirst()) == (0..<3).map { ToClient.error(.restarting, actionID: $0) })
        #expect(try await room.call("count") == 0)
    }

    @Test func whoWasToBeClosedIsClosedAlsoWhenThatCannotBeSaved() async throws {
        let room = try await TestActor(Probe())
        let raw = RawClient(room.system, parameters: nil)
        let bob = try await room.connect(.init(name: "bob"))
        room.store.hold()
        room.store.plan(.refuse("disk full"))
        raw.ask(0, "add", [1])
        raw.ask(1, "kick", ["bob", "out"])
        await room.settle()
        room.store.release()
        await room.settle()
        #expect(bob.isClosed)
        #expect(bob.closeReason == CloseReason(.restarting).reason)
    }

    @Test(arguments: [true, false])
    func anUnknownOutcomeIsRepeatedUntilItIsDefinite(isApplied: Bool) async throws {
        let room = try await TestActor(Probe())
        let raw = RawClient(room.system, parameters: nil)
        await room.settle()
        let before = room.store.commits.count
        room.store.plan(.unknown(isApplied: isApplied), .unknown(isApplied: false))
        raw.ask(0, "write", ["once"])
        await room.settle()
        #expect(raw.tags == ["Init"])
        await room.advance(by: .milliseconds(50))
        #expect(raw.tags == ["Init"])
        await room.advance(by: .milliseconds(100))
        #expect(raw.frames.last == .actionResponse(id: 0, output: 1))
        let attempts = room.store.commits.dropFirst(before)
        #expect(attempts.count == 3)
        #expect(Set(attempts.map(\.id)).count == 1 && Set(attempts.map(\.entries)).count == 1)
        #expect(try await room.call("page") == ["once"])
    }

    @Test func whatStaysUnknownIsAskedForLessAndLessOftenButEachFiveSeconds() async throws {
        let room = try await TestActor(Probe())
        let raw = RawClient(room.system, parameters: nil)
        await room.settle()
        let waits = [50, 100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000]
        for _ in waits { room.store.plan(.unknown(isApplied: false)) }
        raw.ask(0, "add", [1])
        await room.settle()
        for wait in waits {
            let asked = room.store.commits.count
            await room.advance(by: .milliseconds(wait - 1))
            #expect(room.store.commits.count == asked)
            await room.advance(by: .milliseconds(1))
            #expect(room.store.commits.count == asked + 1)
        }
        #expect(raw.frames.last == .actionResponse(id: 0, output: 1))
    }

    @Test func aFencedActorStopsWithoutAReplyAndItsClientsComeBack() async throws {
        let room = try await TestActor(Probe())
        let raw = RawClient(room.system, parameters: nil)
        await room.settle()
        room.store.plan(.fence)
        raw.ask(0, "add", [1])
        await room.settle()
        #expect(!raw.tags.contains("ActionResponse") && !raw.tags.contains("Event"))
        #expect(raw.closeReason?.isRetryable == true)
        #expect(try await !room.isAwake)
        #expect(try await room.call("count") == 0)
    }

    @Test func aPageOfTheJournalHoldsWhatIsNotDurableYet() async throws {
        let room = try await TestActor(Probe())
        let raw = RawClient(room.system, parameters: nil)
        for id in 0..<3 { raw.ask(id, "write", [.string("durable \(id)")]) }
        await room.settle()
        room.store.hold()
        for id in 3..<6 {
            raw.ask(id, "write", [.string("held \(id)")])
            await room.settle()
        }
        let questions: [([Value], Value)] = [
            ([nil, 4], ["durable 2", "held 3", "held 4", "held 5"]), ([nil, 2], ["held 4", "held 5"]),
            ([1, 3], ["durable 1", "durable 2", "held 3"]), ([4], ["held 4", "held 5"]), ([6], []), ([0, 0], []),
        ]
        for (id, question) in questions.enumerated() {
            raw.ask(10 + id, "page", question.0)
        }
        await room.settle()
        room.store.release()
        await room.settle()
        for (id, question) in questions.enumerated() {
            #expect(raw.frames.contains(.actionResponse(id: UInt64(10 + id), output: question.1)), "\(question.0)")
        }
    }

    @Test func aPageHoldsWhatWasWrittenAMomentAgo() async throws {
        let room = try await TestActor(Probe())
        let raw = RawClient(room.system, parameters: nil)
        await room.settle()
        let frames = ["write", "writeAndPage"].enumerated().map { id, action in
            IncomingFrame(.actionRequest(id: UInt64(id), name: action, arguments: [.string(action)]), size: 0)
        }
        _ = raw.session.receive(contentsOf: frames)
        await room.settle()
        #expect(raw.frames.last == .actionResponse(id: 1, output: ["write", "writeAndPage"]))
    }

    @Test func aStateThatCannotBeEncodedRestartsTheActor() async throws {
        let room = try await TestActor(Unwritable())
        let ann = try await room.connect()
        let error = await #expect(throws: WireError.self) { try await ann.spoil() }
        #expect(error == .restarting)
        #expect(try await room.call("isSpoiled") == false)
    }

    @Test(.timeLimit(.minutes(1))) func whatWasHandedOverBeforeAFailureIsWrittenAndAnswered() async throws {
        let definition = Unwritable()
        let room = try await TestActor(definition)
        let raw = RawClient(room.system, name: Unwritable.name, parameters: nil)
        await room.settle()
        room.store.hold()
        raw.ask(0, "add", [])
        await room.settle()
        raw.ask(1, "spoil", [])
        while definition.log.all.isEmpty { await Task.yield() }
        for _ in 0..<1_000 { await Task.yield() }
        #expect(raw.tags == ["Init"])
        room.store.release()
        await room.settle()
        #expect(raw.frames.suffix(2) == [.actionResponse(id: 0, output: 1), .error(.restarting, actionID: 1)])
        #expect(try await room.call("count") == 1)
    }
}

/// Its state can be made impossible to write.
private struct Unwritable: DurableActor {
    struct State: Codable, Sendable, Initial {
        var count = 0
        var isSpoiled = false

        func encode(to encoder: any Encoder) throws {
            if isSpoiled { throw Probe.Failure() }
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(count, forKey: .count)
            try container.encode(isSpoiled, forKey: .isSpoiled)
        }
    }
    let log = Log()

    let add = Action { (c: Call) in
        c.state.count += 1
        return c.state.count
    }
    let spoil = Action { (c: Call) in
        c.state.isSpoiled = true
        c.definition.log.add("spoilt")
    }
    let count = Action { (c: Call) in c.state.count }
    let isSpoiled = Action { (c: Call) in c.state.isSpoiled }
}
