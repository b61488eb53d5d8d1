import ActorWire
import Testing

/// The literal frames of the RivetKit client protocol, version 4, in JSON.
@Suite struct FrameTests {
    static let toClient: [(String, ToClient)] = [
        (
            #"{"body":{"tag":"Init","val":{"actorId":"a","connectionId":"uuid"}}}"#,
            .initialized(actorID: "a", connectionID: "uuid")
        ),
        (
            #"{"body":{"tag":"Event","val":{"name":"newMessage","args":[1,2]}}}"#,
            .event(name: "newMessage", arguments: [1, 2])
        ),
        (
            #"{"body":{"tag":"ActionResponse","val":{"id":["$BigInt","0"],"output":42}}}"#,
            .actionResponse(id: 0, output: 42)
        ),
        (
            #"{"body":{"tag":"Error","val":{"group":"user","code":"full","message":"Room full","metadata":{"max":8},"#
                + #""actionId":["$BigInt","1"]}}}"#,
            .error(.user("full", "Room full", metadata: ["max": 8]), actionID: 1)
        ),
        (
            #"{"body":{"tag":"Error","val":{"group":"actor","code":"not_found","message":"There is no such actor","#
                + #""actor":{"actorId":"a1","generation":["$BigInt","3"],"key":"lobby"},"actionId":null}}}"#,
            .error(
                WireError(
                    group: "actor", code: "not_found", message: "There is no such actor",
                    actor: ActorReference(actorID: "a1", generation: 3, key: "lobby")), actionID: nil)
        ),
    ]

    static let toServer: [(String, ToServer)] = [
        (
            #"{"body":{"tag":"ActionRequest","val":{"id":["$BigInt","0"],"name":"increment","args":[2]}}}"#,
            .actionRequest(id: 0, name: "increment", arguments: [2])
        ),
        (
            #"{"body":{"tag":"SubscriptionRequest","val":{"eventName":"newCount","subscribe":true}}}"#,
            .subscriptionRequest(event: "newCount", subscribe: true)
        ),
        (
            #"{"body":{"tag":"SubscriptionRequest","val":{"eventName":"newCount","subscribe":false}}}"#,
            .subscriptionRequest(event: "newCount", subscribe: false)
        ),
    ]

    @Test(arguments: toClient)
    func theServersFramesAreWrittenAndReadAsTheProtocolShowsThem(_ json: String, _ frame: ToClient) throws {
        #expect(frame.json().text == json)
        #expect(try ToClient(json: Array(json.utf8)) == frame)
    }

    @Test(arguments: toServer)
    func theClientsFramesAreWrittenAndReadAsTheProtocolShowsThem(_ json: String, _ frame: ToServer) throws {
        #expect(frame.json().text == json)
        #expect(try ToServer(json: Array(json.utf8)) == frame)
    }

    @Test(arguments: [
        #"{"body":{"tag":"ActionRequest","val":{"id":7,"name":"a","args":[]}}}"#,
        #"{"body":{"val":{"args":[],"name":"a","id":["$BigInt","7"]},"tag":"ActionRequest"}}"#,
        #" { "extra":[1] , "body" : {"more":{}, "tag":"ActionRequest","val":{"new":1,"id":7.0,"name":"a","args":[]}} } "#,
    ])
    func anIdMayBeAPlainNumberAndMembersMayStandInAnyOrder(_ json: String) throws {
        #expect(try ToServer(json: Array(json.utf8)) == .actionRequest(id: 7, name: "a", arguments: []))
    }

    @Test func theWholeRangeOfIdsGoesThrough() throws {
        let frame = ToServer.actionRequest(id: .max, name: "a", arguments: [])
        #expect(frame.json().text.contains(#"["$BigInt","18446744073709551615"]"#))
        #expect(try ToServer(json: frame.json()) == frame)
    }

    @Test(arguments: [
        ("", "The message is invalid JSON at byte 0: it ends too early"),
        ("[]", "The message is invalid JSON at byte 0: unexpected '['"),
        ("{}", #"The message has not the shape {"body":{"tag":…,"val":…}}"#),
        (
            #"{"body":{"tag":"A","val":{}},"body":{"tag":"A","val":{}}}"#,
            "The message is invalid JSON at byte 36: the name 'body' occurs twice in an object"
        ),
        (
            #"{"body":{"tag":"A","tag":"B","val":{}}}"#,
            "The message is invalid JSON at byte 28: the name 'tag' occurs twice in an object"
        ),
        (
            #"{"body":{"tag":"ActionRequest","val":{"id":1,"name":"a","id":2,"args":[]}}}"#,
            "The message is invalid JSON at byte 73: the name 'id' occurs twice in an object"
        ),
        (
            #"{"body":{"val":{"x":1,"x":2},"tag":"ActionRequest"}}"#,
            "The message is invalid JSON at byte 28: the name 'x' occurs twice in an object"
        ),
        (#"{"body":{"tag":"ActionRequest","val":[1]}}"#, "The message ActionRequest needs an integer id"),
        (#"{"body":{"tag":"Init","val":{}}}"#, "The message has an unknown tag 'Init'"),
        (#"{"body":{"tag":"\u001b[2J","val":{}}}"#, "The message has an unknown tag '\u{FFFD}[2J'"),
        (
            #"{"body":{"tag":"ActionRequest","val":{"name":"a","args":[]}}}"#,
            "The message ActionRequest needs an integer id"
        ),
        (
            #"{"body":{"tag":"ActionRequest","val":{"id":-1,"name":"a","args":[]}}}"#,
            "The message ActionRequest needs an integer id"
        ),
        (
            #"{"body":{"tag":"ActionRequest","val":{"id":1,"name":2,"args":[]}}}"#,
            "The message ActionRequest needs a name and an array of args"
        ),
        (
            #"{"body":{"tag":"SubscriptionRequest","val":{"eventName":"e"}}}"#,
            "The message SubscriptionRequest needs an eventName and a boolean subscribe"
        ),
    ])
    func aFrameOfAnotherShapeIsAnInvalidRequestWithASentence(_ json: String, _ message: String) {
        #expect(throws: WireError.invalidRequest(message)) { try ToServer(json: Array(json.utf8)) }
    }

    @Test func nestingWithoutEndIsAnErrorNotACrash() {
        let json = Array((#"{"body":{"tag":"ActionRequest","val":"# + String(repeating: "[", count: 100_000)).utf8)
        #expect(throws: WireError.self) { try ToServer(json: json) }
    }
}
