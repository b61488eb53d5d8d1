// The input of an actor that is created, as requests carry it: CBOR in base64.
extension Value {
    /// Reads it, in either alphabet of RFC 4648 (sections 4 and 5), with padding or without.
    ///
    /// - Throws: `actor.invalid_request` with a sentence that says what is wrong.
    public init(actorInput text: String) throws(WireError) {
        guard text.utf8.count <= WireLimits.input else {
            throw .invalidRequest("The actor's input is longer than \(WireLimits.input) bytes")
        }
        var standard = String(
            text.map { character in
                switch character {
                case "-": "+"
                case "_": "/"
                default: character
                }
            })
        if !standard.hasSuffix("=") {
            standard += String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4)
        }
        guard let bytes = Base64.decode(standard) else {
            throw .invalidRequest("The actor's input is not base64")
        }
        do {
            self = try Value(cbor: bytes)
        } catch {
            throw .invalidCBOR("The actor's input is", error)
        }
    }

    /// Writes it, in the standard alphabet with padding.
    public var actorInput: String {
        var text: [UInt8] = []
        Base64.append(cbor(), to: &text)
        return String(decoding: text, as: UTF8.self)
    }
}
