import Foundation

/// Code that reads what strangers write, and what has to be so whatever they write.
struct FuzzTarget: Sendable {
    /// The name, and that of its folder in the corpus.
    let name: String
    /// What means something in its inputs.
    let dictionary: [String]
    /// - Throws: `Broken`, when something is not as it has to be.
    let check: @Sendable (_ input: [UInt8], _ fuzzer: inout Fuzzer) throws -> Void

    init(
        _ name: String, dictionary: [String] = [],
        _ check: @escaping @Sendable (_ input: [UInt8], _ fuzzer: inout Fuzzer) throws -> Void
    ) {
        self.name = name
        self.dictionary = dictionary
        self.check = check
    }

    static let all: [FuzzTarget] = [
        .requests, .frames, .messages, .addresses, .keys, .cbor, .bare, .text, .names, .input, .screen,
    ]

    /// The inputs to begin with, ordinary and hostile ones: a file each, by its name.
    var corpus: [(name: String, bytes: [UInt8])] {
        get throws {
            let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus/\(name)")
            return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { file in
                (file, Array(try Data(contentsOf: folder.appending(path: file))))
            }
        }
    }
}

/// What is not as it has to be.
struct Broken: Error, CustomStringConvertible {
    let description: String
}

/// - Throws: `Broken` with the words, when something is not so.
func require(_ isSo: Bool, _ words: @autoclosure () -> String) throws(Broken) {
    if !isSo { throw Broken(description: words()) }
}
