import ActorDefinition
import ActorRuntime
import ActorWire
import NIOCore
import Testing

@testable import ActorGateway

/// Droppable frames before a client that does not read for a while.
@Suite(.timeLimit(.minutes(1))) struct DroppedFrameTests {
    private static let padding = String(repeating: "x", count: 32 << 10)

    private func event(_ name: String, _ number: Int) -> ToClient {
        .event(name: name, arguments: [.int(Int64(number)), .string(Self.padding)])
    }

    private func broadcast(_ name: String, _ number: Int) -> Delivery {
        .broadcast(event: name, EncodedFrame(event(name, number), isDroppable: name == "frame"), except: nil)
    }

    /// Its name and number, of an event.
    private func next(_ client: TestClient) async throws -> (name: String, number: Int)? {
        while let text = try await client.nextText() {
            guard case .event(let name, let arguments) = try ToClient(json: Array(text.utf8)) else { continue }
            return (name, Int(try #require(arguments[0].int)))
        }
        return nil
    }

    private func enter(
        _ room: TestRoom, _ opened: inout AsyncStream<TestRoom.Opened>.AsyncIterator, _ client: TestClient
    ) async throws -> SocketLink {
        _ = try await client.nextText()
        let link = try #require(await opened.next(isolation: #isolation)?.link as? SocketLink)
        room.deliver([.subscribe(link, event: "frame"), .subscribe(link, event: "said")])
        return link
    }

    /// Lets a part of a ping interval pass, which is as long as the test takes between two of them.
    private func passTurn(of gateway: Gateway) async throws {
        for (loop, services) in gateway.loops {
            try await loop.submit { services.value.roster.visitNext() }.get()
        }
    }

    @Test func aStalledMemberMissesFramesButNothingElseAndDelaysNobody() async throws {
        try await withGateway { _, address, room in
            var opened = room.opened.makeAsyncIterator()
            let slow = try await TestClient(address, receiveBuffer: 4_096)
            let slowLink = try await enter(room, &opened, slow)
            let quick = try await TestClient(address)
            let quickLink = try await enter(room, &opened, quick)
            try await slow.socket.setReading(false)

            // Much more than gateway and kernel together would hold for it, had they to hold it.
            let count = 200
            for number in 0..<count {
                room.deliver([broadcast("frame", number)])
                if number % 20 == 0 { room.deliver([broadcast("said", number)]) }
                #expect(try #require(try await next(quick)) == ("frame", number))
                if number % 20 == 0 { #expect(try #require(try await next(quick)) == ("said", number)) }
            }
            let dropped = slowLink.health.dropped
            #expect(dropped > count / 2)
            #expect(quickLink.health.dropped == 0)

            try await slow.socket.setReading(true)
            room.deliver([broadcast("said", count)])
            var seen: [(name: String, number: Int)] = []
            while seen.last?.number != count { seen.append(try #require(try await next(slow))) }
            let frames = seen.filter { $0.name == "frame" }.map(\.number)
            #expect(seen.filter { $0.name == "said" }.map(\.number) == Array(stride(from: 0, through: count, by: 20)))
            #expect(frames == frames.sorted() && Set(frames).count == frames.count)
            #expect(frames.count + dropped == count)
            // In the order in which they were sent, each kind among the other.
            #expect(seen.map(\.number) == seen.map(\.number).sorted())

            // Once it has caught up it gets frames again.
            room.deliver([broadcast("frame", count + 1)])
            #expect(try #require(try await next(slow)) == ("frame", count + 1))
        }
    }

    @Test func aStalledMemberIsFoundAlsoInAFloodOfWhatItMayMiss() async throws {
        try await withGateway { gateway, address, room in
            var opened = room.opened.makeAsyncIterator()
            let slow = try await TestClient(address, receiveBuffer: 4_096)
            _ = try await enter(room, &opened, slow)
            let quick = try await TestClient(address)
            _ = try await enter(room, &opened, quick)
            try await slow.socket.setReading(false)
            // Enough to fill what gateway and kernel hold for it, and then for some ping intervals.
            for number in 0..<1_000 where room.log.isEmpty {
                room.deliver([broadcast("frame", number)])
                #expect(try #require(try await next(quick)) == ("frame", number))
                try await passTurn(of: gateway)
            }
            try #require(!room.log.isEmpty)
            #expect(await room.ended.first() == .lost("no answer to pings"))
        }
    }

    @Test func whatIsSentToAStalledMemberAloneIsDroppedToo() async throws {
        try await withGateway { _, address, room in
            var opened = room.opened.makeAsyncIterator()
            let slow = try await TestClient(address, receiveBuffer: 4_096)
            let link = try await enter(room, &opened, slow)
            let quick = try await TestClient(address)
            _ = try await enter(room, &opened, quick)
            try await slow.socket.setReading(false)
            let count = 200
            for number in 0..<count {
                room.deliver(
                    [
                        .send(link, EncodedFrame(event("frame", number), isDroppable: true)), broadcast("said", 0),
                    ].dropLast(number % 20 == 0 ? 0 : 1))
                // The quick one's answer proves that the tick was written.
                try await quick.act(number, "echo", "[]")
                while let text = try await quick.nextText(), !text.contains("ActionResponse") {}
            }
            let dropped = link.health.dropped
            #expect(dropped > count / 2)
            try await slow.socket.setReading(true)
            room.deliver([broadcast("said", 1)])
            var frames = 0
            var said = 0
            while let event = try await next(slow), event != ("said", 1) {
                if event.name == "frame" { frames += 1 } else { said += 1 }
            }
            #expect(said == count / 20)
            #expect(frames + dropped == count)
        }
    }
}
