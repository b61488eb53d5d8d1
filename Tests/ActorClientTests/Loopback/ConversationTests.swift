import ActorClient
import ActorDefinition
import ActorWire
import NIOCore
import NIOHTTP1
import NIOWebSocket
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ConversationTests {
    @Test(arguments: ["127.0.0.1", "localhost", "::1"])
    func aCallGetsItsReply(host: String) async throws {
        try await ScriptedServer.run(host: host) { connection in
            try await connection.accept()
            try await connection.echo()
        } whileRunning: { server in
            try await withParrot(at: server) { parrot async throws in
                #expect(try await parrot.say("hi") == "hi")
                #expect(try await parrot.say.within(.seconds(5))("there") == "there")
                #expect(try await parrot.call("say", ["by name"]) == "by name")
                try await parrot.hush()
            }
        }
    }

    @Test func theClientNamesActorAndParametersAsTheProtocolWantsIt() async throws {
        let heads = Record<[String]>()
        try await ScriptedServer.run { connection in
            heads.append([connection.head.uri, connection.head.headers["Sec-WebSocket-Protocol"].joined()])
            try await connection.accept()
            try await connection.drain()
        } whileRunning: { server in
            try await withParrot(at: server) { parrot async throws in
                _ = await parrot.statuses.first(where: \.isConnected)
            }
        }
        #expect(
            heads.all == [
                [
                    "/gateway/parrot/connect?rvt-namespace=default&rvt-method=getOrCreate&rvt-key=cage&rvt-runner=default",
                    "rivet, rivet_encoding.json, rivet_conn_params.%7B%22attempt%22%3A0%7D",
                ]
            ])
    }

    @Test func eventsComeInOrderAfterASubscription() async throws {
        try await ScriptedServer.run { connection in
            try await connection.accept()
            #expect(try await connection.next() == .subscriptionRequest(event: "said", subscribe: true))
            for text in ["one", "two", "three"] {
                try await connection.send(.event(name: "said", arguments: [.string(text)]))
            }
            #expect(try await connection.next() == .subscriptionRequest(event: "said", subscribe: false))
            try await connection.drain()
        } whileRunning: { server in
            try await withParrot(at: server) { parrot async throws in
                var heard: [String] = []
                for try await text in parrot.said {
                    heard.append(text)
                    if heard.count == 3 { break }
                }
                #expect(heard == ["one", "two", "three"])
            }
        }
    }

    @Test func anEventOfAnotherShapeFailsAloneAndTheNextOneIsHeard() async throws {
        try await ScriptedServer.run { connection in
            try await connection.accept()
            _ = try await connection.next()
            try await connection.send(.event(name: "said", arguments: [3]))
            try await connection.send(.event(name: "said", arguments: ["three"]))
            try await connection.drain()
        } whileRunning: { server in
            try await withParrot(at: server) { parrot async throws in
                var said = parrot.said.makeAsyncIterator()
                await #expect(throws: WireError.self) { _ = try await said.next() }
                #expect(try await said.next() == "three")
            }
        }
    }

    @Test func aConsumerThatLagsIsToldAfterWhatItStillGets() async throws {
        var configuration = ClientConfiguration.hasty
        configuration.unreadEvents.count = 2
        try await ScriptedServer.run { connection in
            try await connection.accept()
            _ = try await connection.next()
            for text in ["one", "two", "three"] {
                try await connection.send(.event(name: "said", arguments: [.string(text)]))
            }
            try await connection.echo()
        } whileRunning: { server in
            try await withParrot(at: server, configuration) { parrot async throws in
                var said = parrot.said.makeAsyncIterator()
                try await parrot.say("after the events")
                #expect(try await said.next() == "one")
                #expect(try await said.next() == "two")
                await #expect(throws: ClientError.lagged) { _ = try await said.next() }
                #expect(try await said.next() == nil)
            }
        }
    }

    @Test func fragmentsAreJoined() async throws {
        try await ScriptedServer.run { connection in
            let frame = ToClient.initialized(actorID: "a", connectionID: "c").json()
            try await connection.write(.text, ByteBuffer(bytes: frame.prefix(7)), fin: false)
            try await connection.write(.ping, ByteBuffer())
            try await connection.write(.continuation, ByteBuffer(bytes: frame.dropFirst(7)))
            try await connection.echo()
        } whileRunning: { server in
            try await withParrot(at: server) { parrot async throws in
                #expect(try await parrot.say("hi") == "hi")
            }
        }
    }

    @Test func theRoundTripIsMeasured() async throws {
        try await ScriptedServer.run { connection in
            try await connection.accept()
            try await connection.drain()
        } whileRunning: { server in
            try await withParrot(at: server) { parrot async throws in
                let measured = await parrot.statuses.first {
                    if case .connected(roundTrip: .some) = $0 { true } else { false }
                }
                guard case .connected(roundTrip: let roundTrip?) = measured else {
                    return #expect(Bool(false), "\(parrot.status)")
                }
                #expect(roundTrip > .zero)
            }
        }
    }

    @Test func aCancelledCallThrows() async throws {
        try await ScriptedServer.run { connection in
            try await connection.accept()
            try await connection.drain()
        } whileRunning: { server in
            try await withParrot(at: server) { parrot async throws in
                await withThrowingTaskGroup(of: String.self) { group in
                    group.addTask { try await parrot.say("hi") }
                    group.cancelAll()
                    await #expect(throws: CancellationError.self) { _ = try await group.next() }
                }
            }
        }
    }

    @Test func closingSaysGoodbyeToTheServer() async throws {
        let goodbyes = Record<CloseReason?>()
        try await ScriptedServer.run { connection in
            try await connection.accept()
            try await connection.drain()
            goodbyes.append(connection.clientClose)
        } whileRunning: { server in
            try await withParrot(at: server) { parrot async throws in
                _ = await parrot.statuses.first(where: \.isConnected)
                parrot.close()
                #expect(await parrot.run() == .byCaller)
                #expect(parrot.status == .closed(.byCaller))
            }
        }
        #expect(goodbyes.all == [.disposed])
    }

    @Test func cancellingItsTaskClosesTheClient() async throws {
        try await ScriptedServer.run { connection in
            try await connection.accept()
            try await connection.drain()
        } whileRunning: { server in
            let parrot = try ActorClient(Parrot(), key: .empty, server: server) { .init(attempt: 0) }
            await withTaskGroup(of: ClosedReason.self) { group in
                group.addTask { await parrot.run() }
                _ = await parrot.statuses.first(where: \.isConnected)
                group.cancelAll()
                #expect(await group.next() == .byCaller)
            }
            #expect(parrot.status == .closed(.byCaller))
            await #expect(throws: ClientError.closed(.byCaller)) { try await parrot.say("hi") }
        }
    }
}
