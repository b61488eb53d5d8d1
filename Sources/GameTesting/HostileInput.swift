import ActorWire
import ParlorGames

/// What a client that means harm, or is broken, may send.
enum HostileInput {
    /// Values that belong nowhere.
    static let values: [Value] = [
        .null, .bool(true), .int(0), .int(-1), .int(.max), .int(.min), .int(1 << 32), .double(0.5), .double(1e308),
        .bigInt(String(repeating: "9", count: 40)), .string(""), .string("\u{1b}[2J\u{0}\u{202e}"),
        .string("👩‍👩‍👧‍👦é\u{301}"),
        .string(String(repeating: "9", count: 3_000)), .bytes([0, 255]), .array([]), .object([]),
        .array(Array(repeating: .int(1), count: 3_000)), nested(depth: 60),
    ]

    /// What may be typed.
    static let texts = [
        "", " ", "0", "-1", "1", "e9", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "1x", "x",
        "-",
        "0x0", "99999999999x9", "\u{0}", "\u{1b}[2J", "é\u{301}", "👩‍👩‍👧‍👦", String(repeating: "a", count: 3_000),
        String(repeating: "7 ", count: 3_000),
    ]

    /// The value with each of its parts, and itself, replaced by what is next to it and by what belongs nowhere: all that
    /// differ from it in one place, where there are few.
    static func variants(of value: Value, limit: Int = 2_000) -> [Value] {
        var variants: [Value] = []
        visit(value) { part, rebuild in
            for replacement in neighbours(of: part) + values where variants.count < limit && replacement != part {
                variants.append(rebuild(replacement))
            }
        }
        return variants
    }

    /// One of the variants.
    static func variant(of value: Value, rng: inout SeededRandom) -> Value {
        var places: [(part: Value, rebuild: (Value) -> Value)] = []
        visit(value) { places.append(($0, $1)) }
        guard let place = rng.pick(places) else { return value }
        let close = neighbours(of: place.part)
        let useClose = !close.isEmpty && rng.below(2) == 0
        return place.rebuild(rng.pick(useClose ? close : values) ?? .null)
    }

    /// Calls with each part of a value, and with how the whole is made again of another part.
    private static func visit(
        _ value: Value, rebuild: @escaping (Value) -> Value = { $0 },
        _ body: (Value, @escaping (Value) -> Value) -> Void
    ) {
        body(value, rebuild)
        switch value {
        case .array(let elements):
            for index in elements.indices {
                visit(elements[index], rebuild: { rebuild(.array(elements.replacing(index, with: $0))) }, body)
            }
        case .object(let members):
            for index in members.indices {
                let name = members[index].name
                visit(
                    members[index].value,
                    rebuild: { rebuild(.object(members.replacing(index, with: .init(name: name, value: $0)))) }, body)
            }
        default: break
        }
    }

    /// What is almost the same: where rules are off by one, it shows here.
    private static func neighbours(of value: Value) -> [Value] {
        switch value {
        case .int(let number): [.int(number &+ 1), .int(number &- 1), .int(0 &- number)]
        case .bool(let value): [.bool(!value)]
        case .string(let text): [.string(text + text), .string(text.uppercased()), .string(String(text.dropLast()))]
        case .array(let elements):
            [.array(elements + elements), .array(elements.reversed()), .array(Array(elements.dropLast()))]
        case .object(let members): [.object(Array(members.dropLast())), .object(Array(members.dropFirst()))]
        default: []
        }
    }

    private static func nested(depth: Int) -> Value {
        (0..<depth).reduce(.int(1)) { value, level in
            level % 2 == 0 ? .array([value]) : .object([.init(name: "a", value: value)])
        }
    }
}

extension Array {
    fileprivate func replacing(_ index: Int, with element: Element) -> Array {
        var copy = self
        copy[index] = element
        return copy
    }
}

extension Value {
    /// The value as JSON, cut to what fits in a sentence.
    var text: String {
        let text = String(decoding: json(), as: UTF8.self)
        return text.count <= 200 ? text : text.prefix(200) + "…"
    }
}
