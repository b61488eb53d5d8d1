import Foundation
import RandomTesting

/// Makes inputs of a corpus: flips, cuts, inserts, repeats and splices, with tokens that mean something to the target.
struct Fuzzer {
    private let corpus: [[UInt8]]
    private let dictionary: [[UInt8]]
    private var random: SeededGenerator

    private static let longest = 8_192

    init(corpus: [[UInt8]], dictionary: [String], seed: UInt64) {
        self.corpus = corpus
        self.dictionary = dictionary.map { Array($0.utf8) }
        random = SeededGenerator(seed: seed)
    }

    /// The next input: one of the corpus, changed a little or much.
    mutating func next() -> [UInt8] {
        var input = pick(corpus) ?? []
        for _ in 0..<Int.random(in: 0...6, using: &random) { change(&input) }
        return Array(input.prefix(Self.longest))
    }

    /// The same bytes in pieces, as a network or a terminal may bring them.
    mutating func chopped(_ input: [UInt8]) -> [ArraySlice<UInt8>] {
        var pieces: [ArraySlice<UInt8>] = []
        var rest = input[...]
        let most = Int.random(in: 1...max(1, min(input.count, 64)), using: &random)
        while !rest.isEmpty {
            pieces.append(rest.prefix(Int.random(in: 1...most, using: &random)))
            rest = rest.dropFirst(pieces.last?.count ?? 0)
        }
        return pieces
    }

    private mutating func pick<T>(_ choices: [T]) -> T? { choices.randomElement(using: &random) }

    private mutating func change(_ input: inout [UInt8]) {
        let place = Int.random(in: 0...input.count, using: &random)
        let end = min(input.count, place + Int.random(in: 1...16, using: &random))
        switch Int.random(in: 0..<9, using: &random) {
        case 0 where place < input.count: input[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
        case 1 where place < input.count: input[place] = .random(in: .min ... .max, using: &random)
        case 2: input.removeSubrange(place..<end)
        case 3: input.removeSubrange(place...)
        case 4: input.insert(contentsOf: input[place..<end], at: place)
        case 5:
            let other = pick(corpus) ?? []
            input.replaceSubrange(place..., with: other.suffix(Int.random(in: 0...other.count, using: &random)))
        case 6:
            let token = pick(dictionary) ?? []
            let count = Int.random(in: 0..<20, using: &random) == 0 ? Int.random(in: 1...400, using: &random) : 1
            input.insert(contentsOf: Array(repeating: token, count: count).joined(), at: place)
        case 7: input.replaceSubrange(place..<end, with: pick(dictionary) ?? [])
        default: input.insert(pick([0, 0x0A, 0x1B, 0x20, 0x7F, 0x80, 0xC3, 0xE2, 0xED, 0xF0, 0xFF]) ?? 0, at: place)
        }
    }
}
