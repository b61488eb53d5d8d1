import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import PrometheusMetrics
import Testing

/// What an actor refuses of its clients, and what is known of it.
struct IntakeTests {
    private func frames(_ count: Int, size: Int = 0) -> [IncomingFrame] {
        (1...count).map { id in
            IncomingFrame(.actionRequest(id: UInt64(id), name: "add", arguments: [1]), size: size)
        }
    }

    /// A room whose one client has it busy, and another client.
    private func busyRoom(_ mailbox: MailboxLimits) async throws -> (TestActor<Probe>, Probe, RawClient, RawClient) {
        var probe = Probe()
        probe.options.mailbox = mailbox
        let room = try await TestActor(probe)
        let (one, other) = (RawClient(room.system, parameters: nil), RawClient(room.system, parameters: nil))
        await room.settle()
        one.ask(0, "wait", [])
        await probe.gate.reached()
        return (room, probe, one, other)
    }

    @Test func whatOneClientMayQueueIsTakenAndTheRestIsItsOwn() async throws {
        var limits = MailboxLimits()
        limits.messagesPerConnection = 3
        let (room, probe, one, other) = try await busyRoom(limits)
        #expect(one.session.receive(contentsOf: frames(5)) == Intake(taken: 3, full: .connection))
        #expect(other.session.receive(contentsOf: frames(3)) == Intake(taken: 3, full: nil))
        probe.gate.open()
        await room.settle()
    }

    @Test func whatAllClientsMayQueueIsTakenAndTheRestIsTheActors() async throws {
        var limits = MailboxLimits()
        limits.messages = 3
        let (room, probe, one, other) = try await busyRoom(limits)
        #expect(one.session.receive(contentsOf: frames(2)) == Intake(taken: 2, full: nil))
        #expect(other.session.receive(contentsOf: frames(2)) == Intake(taken: 1, full: .actor))
        probe.gate.open()
        await room.settle()
    }

    @Test func bytesAreBoundedByTheSameTwo() async throws {
        var limits = MailboxLimits()
        limits.bytesPerConnection = 100
        limits.bytes = 150
        let (room, probe, one, other) = try await busyRoom(limits)
        #expect(one.session.receive(contentsOf: frames(3, size: 50)) == Intake(taken: 2, full: .connection))
        #expect(other.session.receive(contentsOf: frames(2, size: 50)) == Intake(taken: 1, full: .actor))
        probe.gate.open()
        await room.settle()
    }

    @Test func thatSomebodyLeftIsHeardByAnActorThatTakesNothingMore() async throws {
        var limits = MailboxLimits()
        limits.messages = 3
        let (room, probe, one, other) = try await busyRoom(limits)
        #expect(one.session.receive(contentsOf: frames(3)) == Intake(taken: 3, full: nil))
        other.session.closed(.left)
        probe.gate.open()
        await room.settle()
        #expect(probe.log.all.last == "onDisconnect ? new false clean: \(DisconnectReason.left)")
        one.ask(9, "names", [])
        await room.settle()
        #expect(one.frames.last == .actionResponse(id: 9, output: [""]))
    }

    @Test func whatTheHostLetsWaitGoesBeforeWhatTheDefinitionSays() async throws {
        var limits = MailboxLimits()
        limits.messages = 0
        let system = ActorSystem(
            [Registration(Probe(), mailbox: limits)], store: MemoryStore(), logger: LogLines().logger)
        let running = Task { await system.run() }
        let target = ConnectTarget(actor: .named(Probe.name, key: .empty, method: .getOrCreate))
        await #expect(throws: WireError.serviceUnavailable) {
            try await system.call(
                target, action: "count", arguments: [], parameters: nil,
                client: ClientInfo(remoteAddress: "192.0.2.3:1", encoding: "json"))
        }
        running.cancel()
        await running.value
    }

    @Test func eventsThatThereAreNotAreRefusedAndCounted() async throws {
        let registry = MetricRegistry()
        var options = SystemOptions()
        options.metrics = registry
        let room = try await TestActor(Probe(), options: options)
        let client = RawClient(room.system, parameters: nil)
        await room.settle()
        client.subscribe("changed", true)
        for number in 0..<100 { client.subscribe("event\(number)", true) }
        await room.settle()
        #expect(client.frames.last == .error(.invalidRequest("There is no event 'event99'"), actionID: nil))
        #expect(registry.value("actor_refused_subscriptions_total", [("actor", "probe")]) == 100)
    }
}
