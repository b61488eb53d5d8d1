import ActorWire

/// The items of a URI's query; of one name the first counts.
struct Query {
    private var items: [String: String] = [:]

    /// - Throws: `actor.invalid_request` for a broken percent-encoding.
    init(_ uri: String) throws(WireError) {
        let query = uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).dropFirst().first ?? ""
        for item in query.split(separator: "&") {
            let pair = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = String(pair[0]).percentDecoded(plusIsSpace: true),
                let value = String(pair.count > 1 ? pair[1] : "").percentDecoded(plusIsSpace: true)
            else { throw .invalidRequest("The address holds a broken percent-encoding") }
            if items[name] == nil { items[name] = value }
        }
    }

    subscript(name: String) -> String? { items[name] }
    subscript(name: String, default value: String) -> String { items[name, default: value] }
}
