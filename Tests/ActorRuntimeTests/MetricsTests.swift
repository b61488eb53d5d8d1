import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import PrometheusMetrics
import Synchronization
import Testing

struct MetricsTests {
    private let registry = MetricRegistry()

    private var options: SystemOptions {
        var options = SystemOptions()
        options.metrics = registry
        return options
    }

    private func lines() -> [Substring] { registry.exposition().split(separator: "\n") }

    @Test func actionsAreCountedByWhatBecameOfThem() async throws {
        let room = try await TestActor(Probe(), options: options)
        let ann = try await room.connect()
        try await ann.add(1)
        #expect(try await ann.count() == 1)
        _ = try? await ann.fail(true)
        _ = try? await ann.forbidden()
        _ = try? await ann.fail(false)
        #expect(lines().contains(#"actor_actions_total{actor="probe",outcome="answered"} 2"#))
        #expect(lines().contains(#"actor_actions_total{actor="probe",outcome="refused"} 2"#))
        #expect(lines().contains(#"actor_actions_total{actor="probe",outcome="failed"} 1"#))
        #expect(lines().contains(#"actor_action_duration_seconds_count{actor="probe"} 5"#))
    }

    @Test func onlyWhatBecomesDurableIsACommitAndItsMessagesAreCounted() async throws {
        let room = try await TestActor(Probe(), options: options)
        let ann = try await room.connect()
        await room.settle()
        let before = registry.total("actor_commits_total")
        for _ in 0..<3 { try await ann.add(1) }
        #expect(try await ann.count() == 3)
        #expect(registry.total("actor_commits_total") == before + 3)
        #expect(registry.total("actor_commit_messages") >= 3)
        #expect(registry.total("actor_messages_total") >= 5)
    }

    @Test func whatWaitsInMailboxesIsReadOffWhenAsked() async throws {
        let probe = Probe()
        let room = try await TestActor(probe, options: options)
        let raw = RawClient(room.system, parameters: nil)
        await room.settle()
        raw.ask(0, "wait", [])
        await probe.gate.reached()
        for id in 1...3 { raw.ask(id, "add", [1]) }
        room.system.measure()
        #expect(registry.total("actor_mailbox_messages") == 3)
        #expect(registry.total("actor_mailbox_longest") == 3)
        probe.gate.open()
        await room.settle()
        room.system.measure()
        #expect(registry.total("actor_mailbox_messages") == 0)
    }

    @Test func whoIsInMemoryIsKnownAndWakesAndSleepsAreCounted() async throws {
        let room = try await TestActor(Probe(), options: options)
        #expect(registry.total("actors_in_memory") == 1)
        await room.settle()
        await room.advance(by: .seconds(30))
        #expect(try await !room.isAwake)
        #expect(registry.total("actors_in_memory") == 0)
        #expect(try await room.connect().count() == 0)
        #expect(registry.total("actors_in_memory") == 1)
        #expect(registry.total("actor_wakes_total") == 2)
        #expect(registry.total("actor_sleeps_total") == 1)
    }

    @Test func refusalsForEverNewReasonsAreCountedTogether() async throws {
        let name = "actor_refused_connections_total"
        let reason = Mutex(0)
        var probe = Probe()
        probe.hooks["onBeforeConnect"] = {
            let next = reason.withLock { reason in
                reason += 1
                return reason
            }
            throw UserError("reason_\(next)", "I will not")
        }
        let room = try await TestActor(probe, options: options)
        for _ in 0..<100 { _ = try? await room.connect() }
        #expect(registry.total(name) == 100)
        #expect(registry.value(name, [("actor", "probe"), ("reason", "reason_1")]) == 1)
        #expect(registry.value(name, [("actor", "probe"), ("reason", "other")]) == 68)
        #expect(lines().filter { $0.hasPrefix(name + "{") }.count == 33)
    }
}
