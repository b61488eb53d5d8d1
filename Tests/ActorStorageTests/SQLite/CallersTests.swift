import ActorDefinition
import ActorRuntime
import ActorWire
import Dispatch
import GRDB
import Glibc
import Synchronization
import Testing

@testable import ActorStorage

/// When nobody is in the way, a small commit is written by who calls.
@Suite struct CallersTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// Commits, and says whether that was answered before the call returned; by the caller's thread, then.
    private func isAnsweredAtOnce(_ commit: Commit, in store: SQLiteStore) async throws -> Bool {
        let isAtOnce = Mutex(false)
        let outcome = await withCheckedContinuation { continuation in
            let caller = pthread_self()
            let hasReturned = Mutex(false)
            store.commit([commit]) { results in
                let isEarly = pthread_self() == caller && !hasReturned.withLock { $0 }
                isAtOnce.withLock { $0 = isEarly }
                continuation.resume(returning: results.first?.outcome)
            }
            hasReturned.withLock { $0 = true }
        }
        try #require(outcome?.revision != nil)
        return isAtOnce.withLock { $0 }
    }

    /// How many of ten small changes are answered at once.
    private func countAtOnce(_ owner: inout Owner, in store: SQLiteStore, bytes: Int = 10) async throws -> Int {
        var count = 0
        for _ in 0..<10 {
            if try await isAnsweredAtOnce(owner.next(state: String(repeating: "x", count: bytes)), in: store) {
                count += 1
            }
            owner.revision = Revision(owner.revision.number + 1)
        }
        return count
    }

    @Test func aSmallCommitIsAnsweredBeforeTheCallReturns() async throws {
        let store = try SQLiteStore(at: directory.path, settings: WriterSettings(callersPause: 0))
        var owner = try await Owner("a", in: store)
        #expect(try await countAtOnce(&owner, in: store) > 0)
        #expect(try await store.claim("a").revision == owner.revision)
        await store.close()
    }

    @Test func aLargeCommitAndOneThatDestroysAreTheThreads() async throws {
        let store = try SQLiteStore(at: directory.path)
        var owner = try await Owner("a", in: store)
        #expect(try await countAtOnce(&owner, in: store, bytes: 70_000) == 0)
        #expect(try await !isAnsweredAtOnce(owner.next(destroys: true), in: store))
        await store.close()
    }

    @Test func whereACommitWaitsForTheDiskNoCallerDoes() async throws {
        let store = try SQLiteStore(at: directory.path, durability: .powerLoss)
        var owner = try await Owner("a", in: store)
        #expect(try await countAtOnce(&owner, in: store) == 0)
        await store.close()
    }

    /// A clock that goes on by so much whenever it is looked at.
    private final class RestlessClock: ActorClock {
        private let time = Mutex((now: Duration.zero, step: Duration.zero))
        var step: Duration {
            get { time.withLock { $0.step } }
            set { time.withLock { $0.step = newValue } }
        }
        var now: Timestamp { SQLiteStore.testTime }
        var uptime: Duration {
            time.withLock { time in
                time.now += time.step
                return time.now
            }
        }
        func advance(by duration: Duration) { time.withLock { $0.now += duration } }
        func sleep(until time: Timestamp) async throws {}
        func sleep(untilUptime uptime: Duration) async throws {}
    }

    @Test func afterASlowCommitNoCallerWritesForManyTimesAsLong() async throws {
        let clock = RestlessClock()
        let settings = WriterSettings(callersPause: 1_000)
        let store = try SQLiteStore(at: directory.path, settings: settings, clock: clock)
        var owner = try await Owner("a", in: store)
        #expect(try await countAtOnce(&owner, in: store) > 0)
        clock.step = .milliseconds(6)
        #expect(try await countAtOnce(&owner, in: store) <= 1)
        clock.step = .zero
        clock.advance(by: .seconds(5))
        #expect(try await countAtOnce(&owner, in: store) == 0)
        clock.advance(by: .seconds(60))
        #expect(try await countAtOnce(&owner, in: store) > 0)
        await store.close()
    }

    /// Commits while somebody else writes, and says how long the call took.
    private func timeInTheWay(of tool: DatabaseQueue, _ commit: Commit, in store: SQLiteStore) async throws -> Duration
    {
        let (answers, answer) = AsyncStream<CommitOutcome?>.makeStream()
        let took = try await tool.writeWithoutTransaction { db in
            try db.execute(sql: "BEGIN IMMEDIATE")
            let took = ContinuousClock().measure {
                store.commit([commit]) { results in answer.yield(results.first?.outcome) }
            }
            try db.execute(sql: "COMMIT")
            return took
        }
        var outcomes = answers.makeAsyncIterator()
        try #require(await outcomes.next()??.revision != nil)
        return took
    }

    @Test func whileAnotherProgramWritesNoCallerWaits() async throws {
        let store = try SQLiteStore(at: directory.path, settings: WriterSettings(callersPause: 0))
        var owner = try await Owner("a", in: store)
        let tool = try DatabaseQueue(path: DatabaseFile(directory.path).path)
        // Who waits does so for the whole time, and each time. Who was held up by the machine is not the next time.
        var times: [Duration] = []
        for _ in 0..<3 {
            times.append(try await timeInTheWay(of: tool, owner.next(state: "x"), in: store))
            owner.revision = Revision(owner.revision.number + 1)
        }
        #expect(times.min().map { $0 < Duration.milliseconds(Int64(Database.busyTimeout)) } == true)
        // The thread, which may wait, does so also after a caller that did not.
        let patience = try await store.pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA busy_timeout") }
        #expect(patience == Int(Database.busyTimeout))
        try tool.close()
        await store.close()
    }

    /// What comes while somebody writes waits for the thread, which commits it as a group in the order in which it came.
    @Test(.timeLimit(.minutes(1))) func nobodyWaitsWhileAnotherWrites() async throws {
        let store = try SQLiteStore(at: directory.path)
        var owners: [Owner] = []
        for number in 0..<5 { owners.append(try await Owner(ActorID("a\(number)"), in: store)) }
        let commits = owners.indices.map { owners[$0].next(state: "x", entries: [.entry(1)]) }
        let answered = Mutex<[ActorID]>([])
        let signal = DispatchSemaphore(value: 0)
        store.writer.memory.withLock { _ in
            // On another thread: the lock is held by this one.
            DispatchQueue.global().sync {
                let done = DispatchSemaphore(value: 0)
                Thread.run {
                    for commit in commits {
                        store.commit([commit]) { results in
                            answered.withLock { $0 += results.filter { $0.outcome.revision != nil }.map(\.actor) }
                            signal.signal()
                        }
                    }
                    done.signal()
                }
                done.wait()
            }
            #expect(answered.withLock { $0.isEmpty })
        }
        await withCheckedContinuation { continuation in
            Thread.run {
                for _ in commits { signal.wait() }
                continuation.resume()
            }
        }
        #expect(answered.withLock { $0 } == owners.map(\.id))
        await store.close()
    }

    /// A thread of its own, which may wait.
    private enum Thread {
        static func run(_ body: @escaping @Sendable () -> Void) {
            DispatchQueue(label: "tests.callers").async(execute: body)
        }
    }
}
