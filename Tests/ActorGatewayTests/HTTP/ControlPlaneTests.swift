import ActorDefinition
import Testing

@testable import ActorGateway

/// Actors found, made and destroyed over HTTP.
@Suite(.timeLimit(.minutes(1))) struct ControlPlaneTests {
    private let room = "/gateway/chatRoom/"
    private let query = "?rvt-method=getOrCreate&rvt-key=lobby"
    private let actor =
        #"{"actor_id":"room","name":"chatRoom","key":"lobby","namespace_id":"default","runner_name_selector":"default","create_ts":1700000000000,"connectable_ts":1700000000000,"start_ts":null,"sleep_ts":null,"destroy_ts":null,"error":null}"#

    @Test func actorsAreFoundMadeAndDestroyed() async throws {
        try await withGateway { _, address, backend in
            let body =
                #"{"name":"chatRoom","key":"lobby","runner_name_selector":"default","crash_policy":"sleep"}"#
            let found = try await ask(address, "PUT", "/actors?namespace=default", body: body)
            #expect(found.status == 200 && found.body == #"{"actor":\#(actor),"created":false}"#)
            let taken = try await ask(address, "POST", "/actors", body: body)
            #expect(taken.body.hasPrefix(#"{"group":"actor","code":"duplicate_key""#))
            let made = try await ask(address, "POST", "/actors", body: #"{"name":"chatRoom","key":"new"}"#)
            #expect(made.body == #"{"actor":\#(actor)}"#)
            for query in ["actor_ids=room", "name=chatRoom&key=lobby", "name=chatRoom"] {
                #expect(try await ask(address, "GET", "/actors?\(query)").body == #"{"actors":[\#(actor)]}"#)
            }
            #expect(try await ask(address, "GET", "/actors?name=chatRoom&key=x").body == #"{"actors":[]}"#)
            #expect(try await ask(address, "DELETE", "/actors/room").body == "{}")
            #expect(backend.destroyed.map(\.rawValue) == ["room"])
            #expect(try await ask(address, "DELETE", "/actors/ghost").status == 404)
        }
    }

    @Test(arguments: [
        ("PUT", "/actors", #"{"key":"a"}"#), ("PUT", "/actors", #"{"name":"chatRoom","key":7}"#),
        ("PUT", "/actors", #"{"name":"chatRoom","input":"???"}"#),
        ("PUT", "/actors", #"{"name":"chatRoom","input":{}}"#),
        ("PUT", "/actors", "[]"), ("GET", "/actors", ""),
        ("PUT", "/actors", #"{"name":"\#(String(repeating: "é", count: 33))"}"#),
        ("PUT", "/actors?namespace=other", #"{"name":"chatRoom"}"#), ("GET", "/actors?name=%zz", ""),
    ])
    func aBadControlRequestIsAnsweredWithItsError(method: String, path: String, body: String) async throws {
        try await withGateway { _, address, _ in
            let answer = try await ask(address, method, path, body: body)
            #expect(answer.status == 400 && answer.body.contains(#""code":"invalid_request""#))
        }
    }

    @Test func noClientEndsAnActorWhereThatIsTurnedOff() async throws {
        var configuration = GatewayConfiguration()
        configuration.allowsDestruction = false
        try await withGateway(configuration) { _, address, backend in
            let answer = try await ask(address, "DELETE", "/actors/room")
            #expect(answer.status == 403)
            #expect(backend.destroyed.isEmpty)
        }
    }

    @Test func whereNothingIsListedAnActorIsFoundByItsKeyOrItsID() async throws {
        try await withGateway(.with(\.allowsListing, false)) { _, address, _ in
            let listed = try await ask(address, "GET", "/actors?name=chatRoom")
            #expect(listed.status == 403 && !listed.body.contains("lobby"))
            for query in ["name=chatRoom&key=lobby", "actor_ids=room"] {
                #expect(try await ask(address, "GET", "/actors?\(query)").body == #"{"actors":[\#(actor)]}"#)
            }
        }
    }

    @Test func theControlPlaneAsksForTheToken() async throws {
        try await withGateway(.with(\.token, "s3cret")) { _, address, _ in
            #expect(try await ask(address, "GET", "/actors?name=chatRoom").status == 403)
            for (token, status) in [("wrong!", 403), ("s3cret", 200)] {
                let answer = try await ask(
                    address, "GET", "/actors?name=chatRoom", headers: ["Authorization: Bearer \(token)"])
                #expect(answer.status == status)
            }
            #expect(try await ask(address, "GET", "/health").status == 200)
            #expect(try await ask(address, "GET", room + "health" + query).status == 403)
            let header = ["x-rivet-token: s3cret"]
            #expect(try await ask(address, "GET", room + "health" + query, headers: header).status == 200)
        }
    }
}
