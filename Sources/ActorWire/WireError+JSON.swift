extension WireError {
    /// The body of an HTTP answer.
    public func json() -> [UInt8] {
        var bytes = [UInt8(ascii: "{")]
        appendMembers(to: &bytes)
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }

    /// Reads the body of an HTTP answer or the content of an error frame; nil if it is not an error's.
    public init?(_ value: Value) {
        guard let group = value["group"]?.string, let code = value["code"]?.string,
            let message = value["message"]?.string
        else { return nil }
        self.init(group: group, code: code, message: message, metadata: value["metadata"])
        if case .null = metadata { metadata = nil }
        if let actor = value["actor"], let id = actor["actorId"]?.string {
            self.actor = ActorReference(
                actorID: id, generation: actor["generation"]?.uint64 ?? 0, key: actor["key"]?.string)
        }
    }

    /// The members of an error without the braces: frames add one.
    func appendMembers(to bytes: inout [UInt8]) {
        bytes.append(ascii: #""group":"#)
        bytes.append(jsonString: group)
        bytes.append(ascii: #","code":"#)
        bytes.append(jsonString: code)
        bytes.append(ascii: #","message":"#)
        bytes.append(jsonString: message)
        if let metadata {
            bytes.append(ascii: #","metadata":"#)
            metadata.appendJSON(to: &bytes)
        }
        guard let actor else { return }
        bytes.append(ascii: #","actor":{"actorId":"#)
        bytes.append(jsonString: actor.actorID)
        bytes.append(ascii: #","generation":"#)
        bytes.append(bigInt: actor.generation)
        if let key = actor.key {
            bytes.append(ascii: #","key":"#)
            bytes.append(jsonString: key)
        }
        bytes.append(UInt8(ascii: "}"))
    }
}
