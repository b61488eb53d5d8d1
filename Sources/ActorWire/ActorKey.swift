/// What tells actors of one name apart: a list of strings, compared byte by byte. It may be empty.
public struct ActorKey: Sendable, Hashable, Codable {
    /// The strings of the key, the most general first by custom.
    public let parts: [String]

    /// - Throws: `actor.invalid_request` if a part or the key is too long.
    public init(_ parts: [String]) throws(WireError) {
        guard parts.allSatisfy({ $0.utf8.count <= WireLimits.keyPart }) else {
            throw .invalidRequest("A part of an actor's key is longer than \(WireLimits.keyPart) bytes")
        }
        self.parts = parts
        guard description.utf8.count <= WireLimits.key else {
            throw .invalidRequest("An actor's key is longer than \(WireLimits.key) bytes")
        }
    }

    private init(unchecked parts: [String]) { self.parts = parts }

    /// The key without parts.
    public static let empty = ActorKey(unchecked: [])

    public init(from decoder: any Decoder) throws {
        try self.init([String](from: decoder))
    }

    public func encode(to encoder: any Encoder) throws {
        try parts.encode(to: encoder)
    }
}

// Byte by byte, as a store compares: strings are equal to Swift also where the same letter is composed in two ways.
extension ActorKey {
    public static func == (left: Self, right: Self) -> Bool {
        left.parts.elementsEqual(right.parts) { $0.utf8.elementsEqual($1.utf8) }
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(parts.count)
        for part in parts {
            var part = part
            hasher.combine(part.utf8.count)
            part.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        }
    }
}

// The form in a query: parts joined by commas, as `rvt-key`.
extension ActorKey {
    /// Reads `a,b`. Without a query item the key is empty; with an empty one it has one empty part.
    ///
    /// - Throws: `actor.invalid_request` if a part or the key is too long.
    public init(query: String?) throws(WireError) {
        try self.init(query?[...].divided(by: ",").map(String.init) ?? [])
    }

    /// The parts joined by commas, or nil for the empty key, which has no query item.
    ///
    /// - Throws: `actor.invalid_request` if a part holds a comma: this form has no escape, and the key would name
    ///   another actor. Look such an actor up through the control plane, and address it by its id.
    public func query() throws(WireError) -> String? {
        guard parts.allSatisfy({ !$0.utf8.contains(UInt8(ascii: ",")) }) else {
            throw .invalidRequest("A part of an actor's key holds a comma, which an address cannot express")
        }
        return parts.isEmpty ? nil : parts.joined(separator: ",")
    }
}

/// The control-plane form: parts joined by `/`, in which `/` and `\` are escaped by `\`; an empty part is `\0`, the empty key
/// `/`.
extension ActorKey: CustomStringConvertible {
    public var description: String {
        guard !parts.isEmpty else { return "/" }
        return parts.map { part in
            guard !part.isEmpty else { return #"\0"# }
            var text = ""
            for scalar in part.unicodeScalars {
                if scalar == "/" || scalar == "\\" { text.unicodeScalars.append("\\") }
                text.unicodeScalars.append(scalar)
            }
            return text
        }.joined(separator: "/")
    }

    /// Reads the control-plane form.
    ///
    /// - Throws: `actor.invalid_request` if it is not what `description` writes, or too long.
    public init(controlPlane text: String) throws(WireError) {
        guard text != "/" else {
            self = .empty
            return
        }
        var parts: [String] = []
        var part = ""
        var scalars = text.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            switch scalar {
            case "/":
                parts.append(part)
                part = ""
            case "\\":
                switch scalars.next() {
                case "/": part.unicodeScalars.append("/")
                case "\\": part.unicodeScalars.append("\\")
                case "0" where part.isEmpty: break
                default: throw .invalidRequest("The actor's key holds an unknown escape")
                }
            default: part.unicodeScalars.append(scalar)
            }
        }
        try self.init(parts + [part])
        guard description == text else { throw .invalidRequest("The actor's key is not in its canonical form") }
    }
}
