/// The coded form of an event is an object with one field: `{"move": [0, …]}`, `{"ticks": 12}`, `{"forfeit": 1}`,
/// `{"join": true}`, `{"draw": true}`. A forfeit that is not giving up says so in another: `{"forfeit": 1, "for": "time"}`.
extension Record.Event: Codable {
    private enum Key: String, CodingKey { case move, ticks, forfeit, join, draw }
    private enum Detail: String, CodingKey { case cause = "for" }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        switch fields.allKeys.first {
        case .move:
            var pair = try fields.nestedUnkeyedContainer(forKey: .move)
            self = .move(try pair.decode(Seat.self), try pair.decode(G.Move.self))
        case .ticks: self = .ticks(try fields.decode(Int.self, forKey: .ticks))
        case .forfeit:
            let details = try decoder.container(keyedBy: Detail.self)
            self = .forfeit(
                try fields.decode(Seat.self, forKey: .forfeit),
                try details.decodeIfPresent(Forfeit.self, forKey: .cause) ?? .gaveUp)
        case .join: self = .join
        case .draw: self = .draw
        case nil:
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "no event of a match is known by this name"))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        switch self {
        case .move(let seat, let move):
            var pair = fields.nestedUnkeyedContainer(forKey: .move)
            try pair.encode(seat)
            try pair.encode(move)
        case .ticks(let count): try fields.encode(count, forKey: .ticks)
        case .forfeit(let seat, let cause):
            try fields.encode(seat, forKey: .forfeit)
            guard cause != .gaveUp else { return }
            var details = encoder.container(keyedBy: Detail.self)
            try details.encode(cause, forKey: .cause)
        case .join: try fields.encode(true, forKey: .join)
        case .draw: try fields.encode(true, forKey: .draw)
        }
    }
}

extension Record {
    private enum Key: String, CodingKey { case game, version, seed, seats, options, events }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        game = try fields.decode(String.self, forKey: .game)
        version = try fields.decode(Int.self, forKey: .version)
        seats = try fields.decode(Int.self, forKey: .seats)
        options = try fields.decodeIfPresent(G.Options.self, forKey: .options) ?? G.Options()
        events = try fields.decode([Event].self, forKey: .events)
        // As text, since readers of JSON in other languages round large numbers.
        guard let seed = UInt64(try fields.decode(String.self, forKey: .seed), radix: 16) else {
            throw DecodingError.dataCorruptedError(
                forKey: .seed, in: fields, debugDescription: "a seed is a hexadecimal number")
        }
        self.seed = seed
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(game, forKey: .game)
        try fields.encode(version, forKey: .version)
        try fields.encode(String(seed, radix: 16), forKey: .seed)
        try fields.encode(seats, forKey: .seats)
        try fields.encode(options, forKey: .options)
        try fields.encode(events, forKey: .events)
    }
}
