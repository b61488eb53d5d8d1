import Foundation
import Testing

/// `FUZZ_SECONDS=3600` makes a short run a long one: each target takes its share of that time, with new seeds.
struct Fuzzing {
    private static let seconds = ProcessInfo.processInfo.environment["FUZZ_SECONDS"].flatMap { Double($0) }

    @Test(arguments: FuzzTarget.all)
    func whatIsInTheCorpusIsBorne(target: FuzzTarget) throws {
        let corpus = try target.corpus
        #expect(corpus.count >= 3)
        var fuzzer = Fuzzer(corpus: corpus.map(\.bytes), dictionary: target.dictionary, seed: 0)
        for (name, bytes) in corpus {
            #expect(throws: Never.self, "\(name)") { try target.check(bytes, &fuzzer) }
        }
    }

    @Test(arguments: FuzzTarget.all)
    func whateverStrangersWriteIsBorne(target: FuzzTarget) throws {
        let corpus = try target.corpus.map(\.bytes)
        let end = Self.seconds.map { ContinuousClock.now + .seconds($0 / Double(FuzzTarget.all.count)) }
        let last = end == nil ? nil : try LastInput(of: target)
        var seed: UInt64 = end == nil ? 1 : .random(in: .min ... .max)
        var count = 0
        repeat {
            var fuzzer = Fuzzer(corpus: corpus, dictionary: target.dictionary, seed: seed)
            for _ in 0..<500 {
                let input = fuzzer.next()
                last?.keep(input)
                do {
                    try target.check(input, &fuzzer)
                } catch {
                    Issue.record("\(error); seed \(seed), input \(Data(input).base64EncodedString())")
                    return
                }
                count += 1
            }
            seed &+= 1
        } while end.map { ContinuousClock.now < $0 } ?? false
        if end != nil { print("fuzzed \(target.name): \(count) inputs") }
    }
}

/// The input that was tried last, in a file: a trap ends the process, and this is left of it.
private struct LastInput {
    private let file: FileHandle

    init(of target: FuzzTarget) throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "parlor-fuzz-\(target.name)")
        try Data().write(to: path)
        file = try FileHandle(forWritingTo: path)
    }

    func keep(_ input: [UInt8]) {
        // Without truncation, which costs more than most targets: the length stands before the bytes.
        try? file.seek(toOffset: 0)
        try? file.write(contentsOf: Data("\(input.count)\n".utf8 + input))
    }
}

extension FuzzTarget: CustomTestStringConvertible {
    var testDescription: String { name }
}
