/// Reads JSON from bytes, value by value, so that a frame's envelope needs no tree.
struct JSONReader {
    let input: UnsafeBufferPointer<UInt8>
    var position = 0
    private let limits: JSONLimits
    private var depth = 0

    /// Reads one whole text: what `body` reads, with nothing but spaces around it.
    static func read<T>(
        _ json: some Collection<UInt8>, limits: JSONLimits = .default,
        _ body: (inout JSONReader) throws(JSONError) -> T
    ) throws(JSONError) -> T {
        func read(_ input: UnsafeBufferPointer<UInt8>) -> Result<T, JSONError> {
            Result { () throws(JSONError) in
                var reader = JSONReader(input: input, limits: limits)
                let value = try body(&reader)
                reader.skipSpace()
                guard reader.position == input.count else { throw reader.error(.trailingBytes) }
                return value
            }
        }
        let result = json.withContiguousStorageIfAvailable(read) ?? Array(json).withUnsafeBufferPointer(read)
        return try result.get()
    }

    private init(input: UnsafeBufferPointer<UInt8>, limits: JSONLimits) {
        self.input = input
        self.limits = limits
    }

    func error(_ problem: JSONError.Problem) -> JSONError { JSONError(problem: problem, offset: position) }

    /// What to say of the byte here, which nothing expects.
    func unexpected() -> JSONError {
        error(position < input.count ? .unexpectedByte(input[position]) : .unexpectedEnd)
    }

    /// The byte here, or nil at the end.
    var next: UInt8? { position < input.count ? input[position] : nil }

    mutating func skipSpace() {
        while position < input.count {
            switch input[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    /// Steps over the byte, if it is the next after spaces.
    mutating func skip(_ byte: UInt8) -> Bool {
        skipSpace()
        guard next == byte else { return false }
        position += 1
        return true
    }

    mutating func expect(_ byte: UInt8) throws(JSONError) {
        guard skip(byte) else { throw unexpected() }
    }

    mutating func readValue() throws(JSONError) -> Value {
        skipSpace()
        switch next {
        case UInt8(ascii: "\""): return .string(try readString())
        case UInt8(ascii: "{"): return .object(try readObject())
        case UInt8(ascii: "["): return try readArray()
        case UInt8(ascii: "t"): return try readWord("true", .bool(true))
        case UInt8(ascii: "f"): return try readWord("false", .bool(false))
        case UInt8(ascii: "n"): return try readWord("null", .null)
        case UInt8(ascii: "-"), (UInt8(ascii: "0")...UInt8(ascii: "9"))?: return try readNumber()
        default: throw unexpected()
        }
    }

    private mutating func readWord(_ word: StaticString, _ value: Value) throws(JSONError) -> Value {
        for index in 0..<word.utf8CodeUnitCount {
            guard next == word.utf8Start[index] else { throw unexpected() }
            position += 1
        }
        return value
    }

    /// Reads an object, handing each name to `visit`, which reads the value.
    mutating func readMembers(
        _ visit: (inout JSONReader, String) throws(JSONError) -> Void
    ) throws(JSONError) {
        try expect(UInt8(ascii: "{"))
        try enter()
        if !skip(UInt8(ascii: "}")) {
            repeat {
                skipSpace()
                let name = try readString()
                try expect(UInt8(ascii: ":"))
                try visit(&self, name)
            } while skip(UInt8(ascii: ","))
            try expect(UInt8(ascii: "}"))
        }
        depth -= 1
    }

    private mutating func readObject() throws(JSONError) -> [Value.Member] {
        var members: [Value.Member] = []
        try readMembers { (reader, name) throws(JSONError) in
            members.append(Value.Member(name: name, value: try reader.readValue()))
        }
        if let name = members.duplicateName { throw error(.duplicateName(name)) }
        return members
    }

    /// An array, or what an array of two elements stands for as an escape.
    private mutating func readArray() throws(JSONError) -> Value {
        try expect(UInt8(ascii: "["))
        try enter()
        defer { depth -= 1 }
        if skip(UInt8(ascii: "]")) { return .array([]) }
        if let id = readShortBigInt() { return .int(id) }
        let first = try readValue()
        guard skip(UInt8(ascii: ",")) else {
            try expect(UInt8(ascii: "]"))
            return .array([first])
        }
        let second = try readValue()
        if skip(UInt8(ascii: "]")) {
            guard case .string(let name) = first, name.utf8.first == UInt8(ascii: "$") else {
                return .array([first, second])
            }
            guard let value = Value(extension: name, second) else { throw error(.invalidExtension(name)) }
            return value
        }
        var elements = [first, second]
        while skip(UInt8(ascii: ",")) { elements.append(try readValue()) }
        try expect(UInt8(ascii: "]"))
        return .array(elements)
    }

    private mutating func enter() throws(JSONError) {
        guard depth < limits.depth else { throw error(.tooDeep(limit: limits.depth)) }
        depth += 1
    }
}
