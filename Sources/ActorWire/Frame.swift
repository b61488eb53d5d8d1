/// The envelope of every frame of the RivetKit client protocol, version 4, in JSON: `{"body":{"tag":…,"val":{…}}}`.
struct Frame {
    let tag: String
    let content: Value

    /// Reads the envelope directly; only its content becomes a tree. Members that are not known are ignored.
    init(json: some Collection<UInt8>) throws(WireError) {
        var tag: Value?
        var content: Value?
        var hasBody = false
        do {
            try JSONReader.read(json) { (reader) throws(JSONError) in
                try reader.readMembers { (reader, name) throws(JSONError) in
                    guard name == "body" else {
                        _ = try reader.readValue()
                        return
                    }
                    guard !hasBody else { throw reader.error(.duplicateName(name)) }
                    hasBody = true
                    try reader.readMembers { (reader, name) throws(JSONError) in
                        let value = try reader.readValue()
                        switch name {
                        case "tag" where tag == nil: tag = value
                        case "val" where content == nil: content = value
                        case "tag", "val": throw reader.error(.duplicateName(name))
                        default: break
                        }
                    }
                }
            }
        } catch {
            throw .invalidRequest("The message is \(error)")
        }
        guard case .string(let tag) = tag, let content else {
            throw .invalidRequest("The message has not the shape {\"body\":{\"tag\":…,\"val\":…}}")
        }
        self.tag = tag
        self.content = content
    }

    /// What a frame says when it is of no use.
    func invalid(_ need: String) -> WireError {
        .invalidRequest("The message \(tag.printable(limit: WireLimits.name)) needs \(need)")
    }
}
