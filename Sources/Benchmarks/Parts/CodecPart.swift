import ActorWire
import Foundation

/// One post in and one event out, against Foundation's coders.
func measureCodec() async throws -> [Comparison] {
    let count = 10_000
    let text = String(repeating: "What is said in a room. ", count: 8)
    let post = ToServer.actionRequest(id: 7, name: "sendMessage", arguments: [["text": .string(text)]]).json()
    let message = Said(seq: 1, id: "0c1d", author: "ann", authorID: "guest.1", text: text, time: 1_700_000_000_000)

    let decoder = JSONDecoder()
    let naivePost = Data(
        #"{"body":{"tag":"ActionRequest","val":{"id":7,"name":"sendMessage","args":[{"text":"\#(text)"}]}}}"#.utf8)
    let encoder = JSONEncoder()
    let incoming = Comparison(
        name: "codec, a post read, ns",
        ours: try await nanoseconds(for: count) {
            for _ in 0..<count { _ = try ToServer(json: post) }
        }, baseline: "JSONDecoder",
        theirs: try await nanoseconds(for: count) {
            for _ in 0..<count { _ = try decoder.decode(Frame<Call>.self, from: naivePost) }
        })
    let outgoing = Comparison(
        name: "codec, an event written, ns",
        ours: try await nanoseconds(for: count) {
            for _ in 0..<count {
                _ = ToClient.event(name: "newMessage", arguments: [try Value(encoding: message)]).json()
            }
        }, baseline: "JSONEncoder",
        theirs: try await nanoseconds(for: count) {
            for _ in 0..<count { _ = try encoder.encode(Frame(tag: "Event", Said.Event(message))) }
        })
    return [incoming, outgoing]
}

private struct Frame<Content: Codable>: Codable {
    struct Body: Codable {
        let tag: String
        let val: Content
    }

    let body: Body

    init(tag: String, _ content: Content) { body = Body(tag: tag, val: content) }
}

private struct Call: Codable {
    struct Post: Codable { let text: String }

    let id: UInt64
    let name: String
    let args: [Post]
}

private struct Said: Codable {
    struct Event: Codable {
        var name = "newMessage"
        let args: [Said]

        init(_ said: Said) { args = [said] }
    }

    let seq: UInt64
    let id: String
    let author: String
    let authorID: String
    let text: String
    let time: Int64
}
