import ActorDefinition
import ActorTesting
import ActorWire
import Synchronization
import Testing

@testable import ActorRuntime

/// A store may answer before its call returns.
@Suite struct CommitterTests {
    /// Answers at once, on the thread of its caller.
    private final class PromptStore: PartialStore {
        let outcome: @Sendable (Commit) -> CommitOutcome
        init(_ outcome: @escaping @Sendable (Commit) -> CommitOutcome) { self.outcome = outcome }

        func commit(_ commits: [Commit], deliver: @escaping @Sendable ([CommitResult]) -> Void) {
            deliver(commits.map { CommitResult(actor: $0.actor, commit: $0.id, outcome: outcome($0)) })
        }
    }

    /// Does something whenever a batch leaves.
    private final class Outlet: FanOut {
        /// In a struct: a mutex wraps a function anew whenever it is read.
        private struct Reaction: Sendable { var body: @Sendable (Int) -> Void = { _ in } }

        private let reaction = Mutex(Reaction())
        private let left = Mutex(0)
        var count: Int { left.withLock { $0 } }

        func onEach(_ body: @escaping @Sendable (Int) -> Void) { reaction.withLock { $0.body = body } }

        func deliver(_ batch: [Delivery]) {
            let number = left.withLock { left in
                left += 1
                return left
            }
            reaction.withLock(\.self).body(number)
        }
    }

    private static func batch(_ number: Int, to outlet: Outlet) -> Batch {
        var batch = Batch()
        batch.state = Array("\(number)".utf8)
        batch.append(
            .broadcast(event: "number", EncodedFrame(.error(.actionTimedOut, actionID: nil)), except: nil), to: 0,
            of: [outlet])
        return batch
    }

    private func committer(
        _ store: any ActorStore, clock: VirtualClock = VirtualClock(), timers: Alarms<Duration>? = nil
    ) -> Committer {
        let claim = Claim(generation: Generation(1), revision: Revision(0), state: nil, heads: [:], schedules: [])
        return Committer(
            actor: ActorID("a"), claim: claim, store: store, timers: timers ?? Alarms(uptime: clock), clock: clock,
            metrics: nil, onFailure: {})
    }

    /// Each batch brings the next one while it leaves.
    @Test func aHundredThousandPromptAnswersInARowNeedNoStack() {
        let committer = committer(PromptStore { .committed(Revision($0.follows.number + 1)) })
        let outlet = Outlet()
        outlet.onEach { [weak committer] number in
            if number < 100_000 { committer?.add(Self.batch(number, to: outlet)) }
        }
        committer.add(Self.batch(0, to: outlet))
        outlet.onEach { _ in }
        #expect(outlet.count == 100_000)
        #expect(committer.failure == nil)
    }

    @Test func whatIsRefusedAtOnceDoesNotLeave() {
        let committer = committer(PromptStore { _ in .refused("no") })
        let outlet = Outlet()
        committer.add(Self.batch(0, to: outlet))
        committer.add(Self.batch(1, to: outlet))
        #expect(outlet.count == 0)
        #expect(committer.failure == .refused("no"))
        #expect(committer.takeUnsaved().state == Array("1".utf8))
    }

    @Test func whoGaveUpWritesAndLetsOutNothingMore() {
        let committer = committer(PromptStore { .committed(Revision($0.follows.number + 1)) })
        let outlet = Outlet()
        committer.giveUp()
        committer.add(Self.batch(1, to: outlet))
        #expect(outlet.count == 0)
        #expect(committer.takeUnsaved().state == Array("1".utf8))
    }

    /// Somebody has been told by then that it was not saved.
    @Test func aLateAnswerLetsNothingOutThatWasTakenBack() async throws {
        let store = MemoryStore()
        try await store.create(
            ActorRecord(id: ActorID("a"), name: "a", key: .empty, input: nil, createdAt: .init(milliseconds: 0)))
        _ = try await store.claim(ActorID("a"))
        store.hold()
        let committer = committer(store)
        let outlet = Outlet()
        committer.add(Self.batch(0, to: outlet))
        committer.add(Self.batch(1, to: outlet))
        committer.giveUp()
        committer.add(Self.batch(2, to: outlet))
        #expect(committer.takeUnsaved().parcels.map(\.deliveries.count) == [3])
        store.release()
        #expect(outlet.count == 0)
        #expect(store.commits.count == 1)
    }

    @Test(.timeLimit(.minutes(1))) func anUnknownOutcomeIsAskedForAgain() async {
        let clock = VirtualClock()
        let timers = Alarms(uptime: clock)
        let ringing = Task { await timers.run() }
        let asked = Mutex<[UInt64]>([])
        let committer = committer(
            PromptStore { commit in
                let count = asked.withLock { asked in
                    asked.append(commit.id)
                    return asked.count
                }
                return count < 3 ? .unknown("who knows") : .committed(Revision(1))
            }, clock: clock, timers: timers)
        let outlet = Outlet()
        committer.add(Self.batch(0, to: outlet))
        #expect(outlet.count == 0)
        while asked.withLock(\.count) < 3 {
            clock.advance(by: .seconds(1))
            await Task.yield()
        }
        await committer.untilSettled()
        #expect(outlet.count == 1)
        #expect(asked.withLock { $0 } == [1, 1, 1])
        ringing.cancel()
        await ringing.value
    }

    @Test func whatIsGatheredCountsWithAllThatLeavesItsEntriesAndItsNewestState() {
        var gathered = Batch()
        let outlet = Outlet()
        for size in [3_000, 500] {
            var batch = Batch()
            batch.state = [UInt8](repeating: 0, count: size)
            batch.entries = [
                JournalEntry(
                    kind: .main, sequence: 1, time: Timestamp(milliseconds: 0), clientID: nil, text: nil,
                    payload: [UInt8](repeating: 0, count: 10_000))
            ]
            let frame = EncodedFrame(.event(name: "", arguments: [.string(String(repeating: "x", count: 50_000))]))
            batch.append(.broadcast(event: "", frame, except: nil), to: 0, of: [outlet])
            gathered.append(batch)
        }
        #expect((120_500..<121_000).contains(gathered.bytes), "\(gathered.bytes)")
    }
}
