/// Why somebody left, told with `memberLeft`. On the wire it is one plain sentence, its description.
public enum Departure: Sendable, Hashable {
    case left
    /// The line broke and nobody came back in time.
    case lost
    case kicked(by: String, reason: String)
    case banned(by: String, reason: String)
}

extension Departure: CustomStringConvertible {
    public var description: String {
        switch self {
        case .left: "left"
        case .lost: "connection lost"
        case .kicked(let by, let reason): Self.sentence("kicked", by, reason)
        case .banned(let by, let reason): Self.sentence("banned", by, reason)
        }
    }

    private static func sentence(_ act: String, _ by: String, _ reason: String) -> String {
        reason.isEmpty ? "\(act) by \(by)" : "\(act) by \(by): \(reason)"
    }

    /// Reads a description. A name holds no space and ends in no colon, so that the first ": " ends it.
    public init(_ description: String) {
        for (prefix, make) in [("kicked by ", Self.kicked), ("banned by ", Self.banned)]
        where description.hasPrefix(prefix) {
            let rest = description.dropFirst(prefix.count)
            let parts = rest.split(separator: ": ", maxSplits: 1, omittingEmptySubsequences: false)
            self = make(String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
            return
        }
        self = description == Self.lost.description ? .lost : .left
    }
}

extension Departure: Codable {
    public init(from decoder: any Decoder) throws { self.init(try String(from: decoder)) }
    public func encode(to encoder: any Encoder) throws { try description.encode(to: encoder) }
}
