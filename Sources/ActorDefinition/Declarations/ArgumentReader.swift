package import ActorWire

/// Decodes positional arguments one after the other.
package struct ArgumentReader {
    private let arguments: [Value]
    private var read = 0

    package init(_ arguments: [Value]) { self.arguments = arguments }

    /// - Throws: `WireError` of kind `actor.invalid_request` that names the argument.
    package mutating func next<Argument: Decodable>(_ type: Argument.Type) throws -> Argument {
        defer { read += 1 }
        guard read < arguments.count else {
            if let optional = type as? any ExpressibleByNilLiteral.Type,
                let none = optional.init(nilLiteral: ()) as? Argument
            {
                return none
            }
            throw WireError.invalidRequest("argument \(read + 1) is missing")
        }
        do {
            return try arguments[read].decode(type)
        } catch {
            throw WireError.invalidRequest("argument \(read + 1): \(error)")
        }
    }

    package func finish() throws {
        guard read >= arguments.count else {
            throw WireError.invalidRequest("takes \(read) argument\(read == 1 ? "" : "s"), got \(arguments.count)")
        }
    }
}
