/// What a child process tells its parent on its standard output: how it hashes, and its digests.
struct ChildReport: Equatable {
    /// Differs between processes, and with it the order of their dictionaries.
    let hash: Int
    let digests: [String]

    /// This process's own.
    init(digests: [String]) {
        hash = "a word".hashValue
        self.digests = digests
    }

    /// Reads what a child wrote, among whatever else it wrote.
    init?(_ output: [UInt8]) {
        let words = String(decoding: output, as: UTF8.self).split(separator: "\n")
            .last { $0.hasPrefix("report ") }?.split(separator: " ").map(String.init)
        guard let words, words.count > 1, let hash = Int(words[1]) else { return nil }
        self.hash = hash
        digests = Array(words.dropFirst(2))
    }

    func write() { print("\nreport", hash, digests.joined(separator: " ")) }
}
