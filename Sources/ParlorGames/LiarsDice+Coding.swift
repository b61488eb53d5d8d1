extension LiarsDice.Options {
    private enum Key: String, CodingKey { case dice, wild, exact }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        let defaults = LiarsDice.Options()
        self.init(
            dice: try fields.decodeIfPresent(Int.self, forKey: .dice) ?? defaults.dice,
            wild: try fields.decodeIfPresent(Bool.self, forKey: .wild) ?? defaults.wild,
            exact: try fields.decodeIfPresent(Bool.self, forKey: .exact) ?? defaults.exact)
    }
}

/// A call is its name, and a bid is `{"bid": {"count": 4, "face": 5}}`.
extension LiarsDice.Move: Codable {
    private enum Key: String, CodingKey { case bid }

    public init(from decoder: any Decoder) throws {
        if let fields = try? decoder.container(keyedBy: Key.self) {
            self = .bid(try fields.decode(LiarsDice.Bid.self, forKey: .bid))
        } else {
            self = .call(try decoder.singleValueContainer().decode(LiarsDice.Call.self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .bid(let bid):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(bid, forKey: .bid)
        case .call(let call):
            var container = encoder.singleValueContainer()
            try container.encode(call)
        }
    }
}
