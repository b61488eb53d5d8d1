/// Cuts what comes in pieces into lines.
struct LineCutter {
    /// What is longer than that is cut; no message is.
    static let longest = 65_536

    private var bytes: [UInt8] = []
    private(set) var isOver = false

    mutating func append(_ piece: some Sequence<UInt8>) { bytes += piece }

    /// Nothing follows: what is there is the last line, also without an end.
    mutating func end() { isOver = true }

    /// The next whole line, without its end; nil where none is there yet.
    mutating func next() -> String? {
        let end = bytes.firstIndex(of: 0x0A)
        guard end != nil || !bytes.isEmpty && (isOver || bytes.count >= Self.longest) else { return nil }
        var line = bytes[..<(end ?? bytes.count)]
        bytes.removeFirst(min(line.count + 1, bytes.count))
        if line.last == 0x0D { line.removeLast() }
        return String(decoding: line, as: UTF8.self)
    }
}
