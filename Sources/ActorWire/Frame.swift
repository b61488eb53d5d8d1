/// The envelope of every frame of the RivetKit client protocol, version 4, where names are written: in JSON and CBOR it is
/// `{"body":{"tag":…,"val":{…}}}`.
struct Frame<Content> {
    let tag: String
    let content: Content

    /// - Throws: `actor.invalid_request`, when it lacks one of the two.
    init(tag: Value?, content: Content?) throws(WireError) {
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
