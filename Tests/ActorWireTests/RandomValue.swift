import ActorWire
import RandomTesting

extension Value {
    /// A value with at most so many levels of nesting.
    ///
    /// - Parameter plain: without what only the protocol's escapes can say.
    static func random(depth: Int, plain: Bool, using random: inout SeededGenerator) -> Value {
        let leaves = plain ? 6 : 10
        switch Int.random(in: 0..<(depth > 0 ? leaves + 3 : leaves), using: &random) {
        case 0: return .null
        case 1: return .bool(.random(using: &random))
        case 2: return .int(.random(in: -1_000...1_000, using: &random))
        case 3:
            return .int(
                plain
                    ? .random(in: -(1 << 53) + 1..<1 << 53, using: &random) : .random(in: .min ... .max, using: &random)
            )
        case 4: return .double(Double(Int64.random(in: -(1 << 60)...1 << 60, using: &random)) / 1_048_576 + 0.5)
        case 5: return .string(text(using: &random))
        case 6 where !plain: return .undefined
        case 7 where !plain: return .bigInt("-9223372036854775809")
        case 8 where !plain:
            return .bytes((0..<Int.random(in: 0..<8, using: &random)).map { _ in .random(in: 0...255, using: &random) })
        case 9 where !plain: return .set(elements(depth, plain, &random))
        case leaves: return .array(elements(depth, plain, &random))
        case leaves + 1 where !plain:
            return [.string("$" + text(using: &random)), .random(depth: depth - 1, plain: plain, using: &random)]
        default:
            return .object(
                elements(depth, plain, &random).enumerated().map {
                    Value.Member(name: "\($0.offset)" + text(using: &random), value: $0.element)
                })
        }
    }

    private static func elements(_ depth: Int, _ plain: Bool, _ random: inout SeededGenerator) -> [Value] {
        (0..<Int.random(in: 0..<5, using: &random)).map { _ in .random(depth: depth - 1, plain: plain, using: &random) }
    }

    private static func text(using random: inout SeededGenerator) -> String {
        let scalars: [Character] = ["a", "Z", "\"", "\\", "/", "\n", "\u{0}", "\u{7F}", "é", "€", "😀", "\u{2028}", " "]
        return String(
            (0..<Int.random(in: 0..<20, using: &random)).map { _ in scalars.randomElement(using: &random) ?? " " })
    }
}
