/// Reads BARE (draft-devault-bare) from bytes, behind the version of the RivetKit client protocol. What a length in the
/// bytes promises is never reserved ahead of reading it.
struct BAREReader {
    /// The version of the protocol, which stands before each message in two bytes.
    static let version: UInt16 = 4

    private let input: [UInt8]
    private var position = 0

    /// Reads one whole message: what `body` reads, behind which nothing may stand.
    static func read<T>(
        _ input: [UInt8], _ body: (inout BAREReader) throws(BAREError) -> T
    ) throws(BAREError) -> T {
        var reader = BAREReader(input: input)
        let version = UInt16(try reader.takeByte()) | UInt16(try reader.takeByte()) << 8
        guard version == Self.version else { throw BAREError(problem: .unknownVersion(version), offset: 0) }
        let result = try body(&reader)
        guard reader.position == input.count else { throw reader.error(.trailingBytes) }
        return result
    }

    private init(input: [UInt8]) { self.input = input }

    func error(_ problem: BAREError.Problem) -> BAREError { BAREError(problem: problem, offset: position) }

    private mutating func take(_ count: UInt64) throws(BAREError) -> ArraySlice<UInt8> {
        guard count <= UInt64(input.count - position) else { throw error(.unexpectedEnd) }
        defer { position += Int(count) }
        return input[position..<position + Int(count)]
    }

    private mutating func takeByte() throws(BAREError) -> UInt8 {
        guard position < input.count else { throw error(.unexpectedEnd) }
        defer { position += 1 }
        return input[position]
    }

    /// Seven bits a byte, the lowest first, in as few bytes as possible.
    mutating func readUInt() throws(BAREError) -> UInt64 {
        var number: UInt64 = 0
        for shift in stride(from: 0, to: 70, by: 7) {
            let byte = try takeByte()
            guard shift < 63 || byte <= 1, shift == 0 || byte > 0 else { throw error(.invalidInteger) }
            number |= UInt64(byte & 0x7F) << UInt64(shift)
            if byte < 0x80 { return number }
        }
        throw error(.invalidInteger)
    }

    mutating func readBool() throws(BAREError) -> Bool {
        let byte = try takeByte()
        guard byte <= 1 else { throw error(.invalidBool) }
        return byte == 1
    }

    mutating func readText() throws(BAREError) -> String {
        guard let text = String(validating: try readData(), as: UTF8.self) else { throw error(.invalidUTF8) }
        return text
    }

    /// The arguments of an action: CBOR.
    ///
    /// - Parameter levels: So many arrays and objects are around them in JSON.
    mutating func readArguments(within levels: Int) throws(BAREError) -> [Value] {
        let start = position
        let data = try readData()
        let value: Value
        do {
            value = try Value(cbor: data, within: levels)
        } catch {
            throw BAREError(problem: .content(error), offset: start)
        }
        guard case .array(let arguments) = value else { throw BAREError(problem: .noArray, offset: start) }
        return arguments
    }

    private mutating func readData() throws(BAREError) -> ArraySlice<UInt8> { try take(try readUInt()) }
}
