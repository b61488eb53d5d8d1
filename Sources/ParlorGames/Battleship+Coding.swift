extension Battleship.Cell: Codable {
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let cell = Battleship.Cell(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "a cell is A1 to J10"))
        }
        self = cell
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// An object with the one field that says what is done, or a word: `{"shoot": "B7"}`, `"auto"`.
extension Battleship.Move: Codable {
    private enum Key: String, CodingKey { case place, lift, shoot }
    private enum Word: String, Codable { case auto, ready }

    public init(from decoder: any Decoder) throws {
        guard let fields = try? decoder.container(keyedBy: Key.self) else {
            switch try decoder.singleValueContainer().decode(Word.self) {
            case .auto: self = .auto
            case .ready: self = .ready
            }
            return
        }
        guard let key = fields.allKeys.first, fields.allKeys.count == 1 else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "a move is place, lift, shoot, auto or ready"))
        }
        switch key {
        case .place: self = .place(try fields.decode(Battleship.Ship.self, forKey: key))
        case .lift: self = .lift(try fields.decode(Battleship.Ship.Kind.self, forKey: key))
        case .shoot: self = .shoot(try fields.decode(Battleship.Cell.self, forKey: key))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .place(let ship): try encode(ship, .place, to: encoder)
        case .lift(let kind): try encode(kind, .lift, to: encoder)
        case .shoot(let cell): try encode(cell, .shoot, to: encoder)
        case .auto: try encode(Word.auto, to: encoder)
        case .ready: try encode(Word.ready, to: encoder)
        }
    }

    private func encode(_ value: some Encodable, _ key: Key, to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(value, forKey: key)
    }

    private func encode(_ word: Word, to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(word)
    }
}
