/// The envelope of every frame of the RivetKit client protocol, version 4, in JSON: `{"body":{"tag":…,"val":{…}}}`.
struct Frame<Content> {
    let tag: String
    let content: Content

    /// Reads the envelope directly, and the content by `read`. Members that are not known are ignored.
    init(
        json: some Collection<UInt8>, content read: (inout JSONReader) throws(JSONError) -> Content
    ) throws(WireError) {
        var tag: Value?
        var content: Content?
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
                        switch name {
                        case "tag" where tag == nil: tag = try reader.readValue()
                        case "val" where content == nil: content = try read(&reader)
                        case let name:
                            _ = try reader.readValue()
                            if name == "tag" || name == "val" { throw reader.error(.duplicateName(name)) }
                        }
                    }
                }
            }
        } catch {
            throw .invalidJSON("The message is", error)
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
