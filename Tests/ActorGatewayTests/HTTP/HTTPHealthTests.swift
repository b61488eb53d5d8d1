import ActorWire
import Testing

@testable import ActorGateway

/// How a host and its actors are, over HTTP.
@Suite(.timeLimit(.minutes(1))) struct HTTPHealthTests {
    private let room = "/gateway/chatRoom/"
    private let query = "?rvt-method=getOrCreate&rvt-key=lobby"

    @Test func healthIsOKOnlyWhenReady() async throws {
        try await withGateway { gateway, address, _ in
            let healthy = try await ask(address, "GET", "/health")
            #expect(healthy.status == 200 && healthy.body == "ok")
            gateway.isReady = false
            let waiting = try await ask(address, "GET", "/health")
            #expect(waiting.status == 503)
            #expect(waiting.body.hasPrefix(#"{"group":"guard","code":"service_unavailable","#))
        }
    }

    @Test func healthTellsWhatIsWrongAlthoughActorsCanBeReached() async throws {
        try await withGateway(.with(\.trouble, { .degraded("the disk is full") })) { gateway, address, _ in
            let answer = try await ask(address, "GET", "/health")
            #expect(answer.status == 503)
            #expect(answer.body.hasPrefix(#"{"group":"guard","code":"degraded","message":"the disk is full""#))
            gateway.isReady = false
            #expect(try await ask(address, "GET", "/health").body.contains("service_unavailable"))
        }
    }

    @Test func metadataIsWhatOfficialClientsExpect() async throws {
        try await withGateway { _, address, _ in
            let answer = try await ask(address, "GET", "/metadata")
            #expect(answer.status == 200 && answer.headers["content-type"] == "application/json")
            #expect(
                answer.body
                    == #"{"runtime":"rivetkit","version":"2.3.11","envoy":{"kind":{"normal":{}}},"envoyProtocolVersion":1,"actorNames":{}}"#
            )
        }
    }

    @Test func anActorHasItsHealthAndMetadata() async throws {
        try await withGateway { _, address, _ in
            let health = try await ask(address, "GET", room + "health" + query)
            #expect(health.status == 200 && health.body == "ok" && health.headers["x-rivet-actor"] == "room")
            #expect(try await ask(address, "GET", "/gateway/room/metadata").status == 200)
            #expect(try await ask(address, "GET", "/gateway/ghost/health").status == 404)
        }
    }

    @Test(arguments: ["health", "metadata"]) func aGetMakesNoActorWhateverItsAddressSays(endpoint: String) async throws
    {
        try await withGateway { _, address, backend in
            let path = room + endpoint + "?rvt-method=getOrCreate&rvt-key=spam"
            let answer = try await ask(address, "GET", path)
            #expect(answer.status == 404)
            #expect(backend.log.isEmpty)
        }
    }
}
