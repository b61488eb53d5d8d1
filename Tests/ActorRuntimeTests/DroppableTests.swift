import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import Testing

struct DroppableTests {
    @Test func aSlowReaderMissesWhatIsDroppableAndNothingElse() async throws {
        let room = try await TestActor(Screen())
        let ann = try await room.connect()
        let bob = try await room.connect()
        for client in [ann, bob] {
            for event in ["frame", "score"] { client.subscribe(event) }
        }
        try await ann.play(0)
        bob.readSlowly()
        try await ann.play(1)
        try await ann.play(2)
        bob.readSlowly(false)
        try await ann.play(3)
        await room.settle()
        #expect(try ann.received(\.frame) == [0, 10, 1, 11, 2, 12, 3, 13])
        #expect(try bob.received(\.frame) == [0, 10, 3, 13])
        #expect(try ann.received(\.score) == [0, 1, 2, 3])
        #expect(try bob.received(\.score) == [0, 1, 2, 3])
        #expect(try await ann.dropped() == [0, 4])
    }

    @Test func theTransportIsToldWhatIsDroppable() async throws {
        let room = try await TestActor(Screen())
        let raw = RawClient(room.system, name: Screen.name, parameters: nil)
        raw.ask(0, "play", [7])
        await room.settle()
        let droppable = raw.deliveries.compactMap { delivery -> Bool? in
            switch delivery {
            case .broadcast(_, let frame, _), .send(_, let frame): frame.isDroppable
            default: nil
            }
        }
        // The greeting; a frame for all, a frame for one, the score; the reply.
        #expect(droppable == [false, true, true, false, false])
    }
}

/// Shows frames to all and to each alone, and the score.
private struct Screen: DurableActor {
    let frame = Event<Int>(isDroppable: true)
    let score = Event<Int>()

    let play = Action { (c: Call, number: Int) in
        c.broadcast(\.frame, number)
        for conn in c.conns { conn.send(\.frame, number + 10) }
        c.broadcast(\.score, number)
    }
    let dropped = Action { (c: Call) in c.conns.map { $0.health.dropped } }
}
