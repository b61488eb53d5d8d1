/// An entry's row in the index of words: actor and sequence in one integer, so that a search in one actor reads one
/// range of the index, in order.
enum EntryNumber {
    private static let sequenceBits: Int64 = 36

    /// The last sequence number of a journal, 68 thousand million.
    static let lastSequence: Int64 = 1 << sequenceBits - 1
    /// The last actor that a database can hold, 134 million.
    static let lastActor: Int64 = 1 << (63 - sequenceBits) - 1

    static func of(_ sequence: Int64, in actor: Int64) -> Int64 {
        actor << sequenceBits | sequence
    }
}
