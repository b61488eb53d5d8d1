/// A message from the server to a client (RivetKit client protocol, version 4).
public enum ToClient: Sendable, Hashable {
    /// The first message of a connection that was accepted.
    case initialized(actorID: String, connectionID: String)
    /// An action failed; without an id: the connection.
    case error(WireError, actionID: UInt64?)
    case actionResponse(id: UInt64, output: Value)
    case event(name: String, arguments: [Value])
}

extension ToClient {
    /// The bytes of the frame.
    public func encoded(in encoding: WireEncoding) -> [UInt8] {
        switch encoding {
        case .json: json()
        case .cbor: cbor()
        case .bare: bare()
        }
    }

    /// A frame that was written in JSON here, in another encoding; nil when it is nested deeper than it is read again.
    public static func translated(_ json: [UInt8], to encoding: WireEncoding) -> [UInt8]? {
        try? ToClient(json: json, limits: .own).encoded(in: encoding)
    }
}
