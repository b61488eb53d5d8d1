import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import Testing

struct EventTests {
    @Test func aBroadcastReachesWhoSubscribedAndNobodyElse() async throws {
        let room = try await TestActor(Probe())
        let ann = try await room.connect()
        let bob = try await room.connect()
        let changed = ann.changed
        try await bob.add(1)
        #expect(try await changed.next() == 1)
        #expect(try bob.received(\.changed) == [])

        ann.subscribe("changed", false)
        try await bob.add(1)
        #expect(try ann.received(\.changed) == [1])
    }

    @Test func whatIsToldAndAnsweredIsItselfWhateverTheJournalGot() async throws {
        let room = try await TestActor(Probe())
        let ann = try await room.connect()
        let noted = ann.noted
        for (text, told, answer) in [("a", "a", "b"), ("c", "d", "c"), ("e", "e", "e"), ("f", "e", "a")] {
            #expect(try await ann.writeAndTell(text, told, answer) == answer)
            #expect(try await noted.next() == told)
        }
        #expect(try await ann.page(nil, nil) == ["a", "c", "e", "f"])
    }

    @Test func aBroadcastCanLeaveOneOut() async throws {
        let room = try await TestActor(Probe())
        let ann = try await room.connect()
        let bob = try await room.connect()
        let (_, heard) = (ann.noted, bob.noted)
        try await ann.toOthers("psst")
        #expect(try await heard.next() == "psst")
        #expect(try ann.received(\.noted) == [])
    }

    @Test func aBroadcastCanChooseAmongThoseWhoSubscribed() async throws {
        let room = try await TestActor(Probe())
        let ann = try await room.connect(.init(name: "team"))
        let bob = try await room.connect(.init(name: "team"))
        let cyd = try await room.connect(.init(name: "other"))
        let (heard, _) = (ann.noted, cyd.noted)
        try await cyd.toNamed("team", "go")
        #expect(try await heard.next() == "go")
        #expect(try bob.received(\.noted) == [])
        #expect(try cyd.received(\.noted) == [])
    }

    @Test func aSendReachesOneConnectionWhateverItSubscribedTo() async throws {
        let room = try await TestActor(Probe())
        let ann = try await room.connect()
        let bob = try await room.connect()
        try await ann.whisper(bob.connectionID, "psst")
        try await ann.whisper("nobody", "psst")
        #expect(try bob.received(\.noted) == ["psst"])
        #expect(try ann.received(\.noted) == [])
    }

    @Test func anUnknownEventIsRefusedAndTheConnectionLivesOn() async throws {
        let room = try await TestActor(Probe())
        let ann = try await room.connect()
        for name in ["nothing", "add", "log"] { ann.subscribe(name) }
        #expect(try await ann.count() == 0)
        #expect(ann.refusals.map(\.name) == Array(repeating: "actor.invalid_request", count: 3))
    }

    @Test func subscriptionsKeepTheirPlaceAmongActions() async throws {
        let room = try await TestActor(Probe())
        let raw = RawClient(room.system, parameters: nil)
        raw.ask(0, "add", [1])
        raw.subscribe("changed", true)
        raw.subscribe("changed", true)
        raw.ask(1, "add", [1])
        raw.subscribe("changed", false)
        await room.settle()
        let kinds = raw.deliveries.map { delivery in
            switch delivery {
            case .join: "join"
            case .subscribe(_, let event): "subscribe \(event)"
            case .unsubscribe(_, let event): "unsubscribe \(event)"
            case .send: "send"
            case .broadcast(let event, _, _): "broadcast \(event)"
            case .close: "close"
            }
        }
        #expect(
            kinds == [
                "join", "send", "broadcast changed", "send", "subscribe changed", "broadcast changed", "send",
                "unsubscribe changed",
            ])
    }

    @Test func anEventIsEncodedOnceForAllWhoSpeakAnEncoding() async throws {
        let room = try await TestActor(Probe())
        let clients = [WireEncoding.json, .bare, .cbor, .bare, .cbor].map { encoding in
            let raw = RawClient(room.system, parameters: ["name": "team"], encoding: encoding)
            raw.subscribe("noted", true)
            return raw
        }
        await room.settle()
        clients[0].ask(0, "writeAndTell", ["a", "to all", "b"])
        clients[0].ask(1, "toNamed", ["team", "to some"])
        await room.settle()
        for (text, index) in [("to all", 0), ("to some", 1)] {
            for encoding in [WireEncoding.bare, .cbor] {
                let buffers = try clients.filter { $0.encoding == encoding }.map { client in
                    let events = client.deliveries.compactMap { delivery -> EncodedFrame? in
                        switch delivery {
                        case .broadcast(_, let frame, _): frame
                        case .send(_, let frame): (try? ToClient(json: frame.json))?.isEvent == true ? frame : nil
                        default: nil
                        }
                    }
                    return try #require(events[index].bytes(in: encoding))
                }
                let expected = ToClient.event(name: "noted", arguments: [.string(text)]).encoded(in: encoding)
                #expect(buffers.count == 2 && buffers.allSatisfy { $0 == expected })
                #expect(buffers[0].withUnsafeBytes { $0.baseAddress } == buffers[1].withUnsafeBytes { $0.baseAddress })
            }
        }
    }

    @Test func theConnectionsOfAnActorStandInTheOrderInWhichTheyJoined() async throws {
        let room = try await TestActor(Probe())
        var clients: [TestClient<Probe>] = []
        for name in 0..<100 { clients.append(try await room.connect(.init(name: "\(name)"))) }
        for name in stride(from: 0, to: 100, by: 3) { clients[name].disconnect() }
        for name in 100..<110 { clients.append(try await room.connect(.init(name: "\(name)"))) }
        let expected = (0..<110).filter { $0 >= 100 || $0 % 3 != 0 }.map(String.init)
        #expect(try await clients[1].names() == expected)
        try await clients[1].whisper(clients[52].connectionID, "found")
        #expect(try clients[52].received(\.noted) == ["found"])
    }

    /// Twenty senders, three listeners: each sees one and the same order, and each sender's own order in it.
    @Test func everybodySeesOneOrder() async throws {
        let room = try await TestActor(Probe())
        var listeners: [RawClient] = []
        for _ in 0..<3 {
            let raw = RawClient(room.system, parameters: nil)
            raw.subscribe("noted", true)
            listeners.append(raw)
        }
        await room.settle()
        await withTaskGroup(of: Void.self) { group in
            for sender in 0..<20 {
                let raw = RawClient(room.system, parameters: nil)
                group.addTask {
                    for number in 0..<200 {
                        let text = Value.string("\(sender) \(number)")
                        let frame = ToServer.actionRequest(id: UInt64(number), name: "toOthers", arguments: [text])
                        while !raw.session.receive(IncomingFrame(frame, size: 0)) { await Task.yield() }
                    }
                }
            }
        }
        await room.settle()
        let orders = listeners.map { listener in
            listener.frames.compactMap { frame -> String? in
                guard case .event(_, let arguments) = frame else { return nil }
                return arguments.first?.string
            }
        }
        #expect(orders[0].count == 4_000)
        #expect(orders[1] == orders[0] && orders[2] == orders[0])
        for sender in 0..<20 {
            let own = orders[0].filter { $0.hasPrefix("\(sender) ") }
            #expect(own == (0..<200).map { "\(sender) \($0)" })
        }
    }

    @Test func anActorSeesWhatTheTransportMeasured() async throws {
        let room = try await TestActor(Observed())
        let raw = RawClient(room.system, name: Observed.name, parameters: nil)
        raw.ask(0, "health", [])
        await room.settle()
        #expect(raw.frames.last == .actionResponse(id: 0, output: ["192.0.2.3:1", "json", 3]))
    }
}

private struct Observed: DurableActor {
    let health = Action { (c: Call) in
        [.string(c.conn.client.remoteAddress), .string(c.conn.client.encoding), .int(Int64(c.conn.health.queuedBytes))]
            as [Value]
    }
}

extension ToClient {
    fileprivate var isEvent: Bool { if case .event = self { true } else { false } }
}
