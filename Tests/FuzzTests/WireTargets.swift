import ActorWire

extension FuzzTarget {
    static let messages = FuzzTarget(
        "messages",
        dictionary: [
            "{", "}", "[", "]", "\"", ":", ",", "null", "true", "1e999", "-0", "0.1", "9007199254740993", "\\u0000",
            "\\ud800",
            "\\udc00", #"["$BigInt","7"]"#, #"["$Undefined",0]"#, #"["$Uint8Array","AA=="]"#, #"["$$x"]"#, #""body""#,
            #""tag""#,
            #""val""#, "ActionRequest", "SubscriptionRequest",
        ]
    ) { input, _ in
        if let value = try? Value(json: input) {
            let written = value.json()
            try require(try Value(json: written) == value, "JSON is read otherwise than it was written")
            try require(written.allSatisfy { $0 >= 0x20 }, "a control character is written")
            // Nobody may send little and have much made of it.
            try require(written.count <= input.count * 8 + 64, "\(written.count) bytes from \(input.count)")
        }
        try checkFrame(of: input, in: .json)
        if let message = try? ToClient(json: input) {
            let written = message.json()
            try require(try ToClient(json: written) == message, "a message is read otherwise than it was written")
            for encoding in [WireEncoding.cbor, .bare] {
                let translated = ToClient.translated(written, to: encoding)
                try require(
                    translated == message.encoded(in: encoding), "a message is translated otherwise than it is written")
                try require((translated ?? []).count <= input.count * 8 + 64, "much from \(input.count) bytes")
            }
            _ = try Value(cbor: message.encoded(in: .cbor))
        }
    }

    static let cbor = FuzzTarget(
        "cbor",
        dictionary: ["body", "tag", "val", "id", "name", "args", "ActionRequest", "SubscriptionRequest", "$Set", "$$"]
    ) { input, _ in
        try checkFrame(of: input, in: .cbor)
        guard let value = try? Value(cbor: input) else { return }
        try require(try Value(cbor: value.cbor()) == value, "CBOR is read otherwise than it was written")
        try require(try Value(json: value.json()) == value, "CBOR is kept otherwise than it was read")
        let text = value.actorInput
        if let read = try? Value(actorInput: text) {
            try require(read == value, "the input of an actor is read otherwise than it was written")
        }
    }

    static let bare = FuzzTarget(
        "bare", dictionary: ["\u{4}\0", "\u{4}\0\0\0", "\u{4}\0\u{1}", "\u{7F}", "\u{1}a", "$Set", "$$"]
    ) { input, _ in
        try checkFrame(of: input, in: .bare)
    }

    /// What is taken of a client, in whatever encoding, can be kept as JSON.
    private static func checkFrame(of input: [UInt8], in encoding: WireEncoding) throws {
        if let message = try? ToServer(input, in: encoding) {
            try require(
                try ToServer(json: message.json()) == message, "a message is kept otherwise than it was read")
        }
        if let arguments = try? ActionBody.arguments(in: input, as: encoding) {
            let body = (["args": .array(arguments)] as Value).json()
            try require(
                try ActionBody.arguments(in: body, as: .json) == arguments, "a body is kept otherwise than it was read")
        }
    }

    static let addresses = FuzzTarget(
        "addresses",
        dictionary: [
            "/gateway/", "/connect", "/action/", "?rvt-namespace=default", "&rvt-method=get", "&rvt-method=getOrCreate",
            "&rvt-key=", "&rvt-token=", "&rvt-input=", "@", "%2F", "%00", "%", "+", ",", "//", "..", "#", "rivet",
            "rivet_encoding.json",
            "rivet_conn_params.", "rivet_token.", "rivet_actor.", "%7B%22a%22%3A1%7D",
        ]
    ) { input, _ in
        let text = String(decoding: input, as: UTF8.self)
        if let target = try? ConnectTarget(parsing: text), let path = try? target.path() {
            try require(try ConnectTarget(parsing: path) == target, "an address is read otherwise than it was written")
        }
        if let subprotocols = try? Subprotocols(parsing: text) {
            try require(
                try Subprotocols(parsing: subprotocols.header) == subprotocols,
                "subprotocols are read otherwise than they were written")
        }
        if let value = try? Value(actorInput: text) { _ = try Value(json: value.json()) }
    }

    static let keys = FuzzTarget("keys", dictionary: ["/", "\\", "\\/", ",", "%2C", "%", "\\0", ""]) { input, _ in
        let text = String(decoding: input, as: UTF8.self)
        if let key = try? ActorKey(controlPlane: text) {
            try require(
                try ActorKey(controlPlane: key.description) == key, "a key is read otherwise than it was written")
            try require(key.description.utf8.count <= WireLimits.key, "a key of \(key.description.utf8.count) bytes")
            try require(key.parts.allSatisfy { $0.utf8.count <= WireLimits.keyPart }, "a part that is too long")
        }
        if let key = try? ActorKey(query: text), let query = try? key.query() {
            try require(try ActorKey(query: query) == key, "a key in an address is read otherwise than it was written")
        }
    }
}
