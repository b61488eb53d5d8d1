/// Where in a value a coder stands. It costs nothing at the top and one allocation a level below it; names become
/// coding keys only when someone asks.
indirect enum CodingPath: Sendable {
    case root
    case member(CodingPath, String)
    case element(CodingPath, Int)

    /// The standard library's form.
    var keys: [any CodingKey] {
        switch self {
        case .root: []
        case .member(let parent, let name): parent.keys + [PathKey(stringValue: name)]
        case .element(let parent, let index): parent.keys + [PathKey(intValue: index)]
        }
    }

    /// For a person: `items[2].name`, empty at the top.
    var text: String { Self.text(of: keys) }

    static func text(of keys: [any CodingKey]) -> String {
        keys.reduce(into: "") { text, key in
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                text += text.isEmpty ? key.stringValue : "." + key.stringValue
            }
        }
    }
}

/// A coding key for a name or an index that is only known at run time.
struct PathKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(stringValue: String) {
        self.stringValue = stringValue
        intValue = nil
    }

    init(intValue: Int) {
        stringValue = String(intValue)
        self.intValue = intValue
    }
}
