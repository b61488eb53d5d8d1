/// The bodies of an action that is called over HTTP (RivetKit client protocol, version 4).
public enum ActionBody {
    /// Reads the arguments in the body of a request, which nobody vouches for.
    ///
    /// - Throws: `actor.invalid_request` with a sentence that says what is wrong.
    public static func arguments(in body: [UInt8], as encoding: WireEncoding) throws(WireError) -> [Value] {
        let value: Value
        switch encoding {
        case .json:
            do { value = try Value(json: body) } catch { throw .invalidJSON("The body is", error) }
        case .cbor:
            do { value = try Value(cbor: body) } catch { throw .invalidCBOR("The body is", error) }
        case .bare:
            do {
                // In JSON there is one object around them.
                return try BAREReader.read(body) { (reader) throws(BAREError) in try reader.readArguments(within: 1) }
            } catch {
                throw .invalidBARE("The body is", error)
            }
        }
        guard case .array(let arguments) = value["args"] else {
            throw .invalidRequest("The body lacks an array of args")
        }
        return arguments
    }

    /// The body of the answer.
    ///
    /// - Throws: `core.internal_error`, when it is nested deeper than it is read again.
    public static func answer(_ output: EncodedValue, in encoding: WireEncoding) throws(WireError) -> [UInt8] {
        guard encoding != .json else { return Array(#"{"output":"#.utf8) + output.json + [UInt8(ascii: "}")] }
        let value: Value
        do { value = try Value(json: output.json, limits: .own) } catch { throw .internal() }
        if encoding == .cbor { return Value.object([.init(name: "output", value: value)]).cbor() }
        var bytes = [UInt8].bareMessage
        bytes.append(bare: value)
        return bytes
    }
}

extension WireError {
    /// The body of an HTTP answer.
    public func encoded(in encoding: WireEncoding) -> [UInt8] {
        switch encoding {
        case .json: json()
        case .cbor: cbor()
        case .bare: bare()
        }
    }
}
