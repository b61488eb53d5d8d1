import ActorWire
import Foundation
import RandomTesting
import Testing

/// Foundation's JSON as a second implementation.
@Suite struct FoundationComparisonTests {
    @Test func foundationReadsWhatWeWriteAndWeReadWhatItWrites() throws {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<500 {
            let value: Value = [.random(depth: 4, plain: true, using: &random)]
            let ours = try JSONSerialization.jsonObject(with: Data(value.json()))
            #expect(matches(value, ours))
            let theirs = try JSONSerialization.data(withJSONObject: ours)
            #expect(matches(try Value(json: theirs), ours))
            #expect(try JSONDecoder().decode(Value.self, from: Data(value.json())).sorted == value.sorted)
            #expect(try Value(json: try JSONEncoder().encode(value)).sorted == value.sorted)
        }
    }

    @Test func mutatedTextsAreAcceptedOnlyIfFoundationAcceptsThem() throws {
        var random = SeededGenerator(seed: 2)
        var accepted = 0
        for _ in 0..<3_000 {
            var json = Value.random(depth: 3, plain: true, using: &random).json()
            mutate(&json, using: &random)
            guard let value = try? Value(json: json) else { continue }
            accepted += 1
            let theirs = try? JSONSerialization.jsonObject(with: Data(json), options: .fragmentsAllowed)
            #expect(theirs.map { matches(value, $0) } == true, "\(json.text)")
        }
        #expect(accepted > 300)
    }

    private func matches(_ value: Value, _ other: Any) -> Bool {
        switch value {
        case .null: return other is NSNull
        case .bool(let bool): return other as? Bool == bool
        case .int(let int): return (other as? NSNumber)?.int64Value == int
        case .double(let double):
            // JSONSerialization reads long fractions a few units in the last place off; JSONDecoder does not.
            guard let number = (other as? NSNumber)?.doubleValue else { return false }
            return abs(number - double) <= 4 * double.ulp
        case .string(let string): return other as? String == string
        case .array(let elements):
            guard let others = other as? [Any], others.count == elements.count else { return false }
            return zip(elements, others).allSatisfy(matches)
        case .object(let members):
            guard let others = other as? [String: Any], others.count == members.count else { return false }
            return members.allSatisfy { member in others[member.name].map { matches(member.value, $0) } == true }
        case .undefined, .bigInt, .bytes, .set: return false
        }
    }
}

extension Value {
    /// The value with the members of its objects in the order of their names, and its whole numbers as integers:
    /// Foundation keeps neither.
    fileprivate var sorted: Value {
        switch self {
        case .object(let members):
            .object(
                members.sorted { $0.name < $1.name }.map { Value.Member(name: $0.name, value: $0.value.sorted) })
        case .array(let elements): .array(elements.map(\.sorted))
        case .double(let value): Int64(exactly: value).map(Value.int) ?? self
        default: self
        }
    }
}
