import ActorWire
import NIOCore

@testable import ActorGateway

/// A client in any encoding, by the letter of the protocol: its BARE is no code of ours.
final class EncodedClient {
    let socket: TestClient
    let encoding: WireEncoding
    private var nextID: UInt64 = 0

    init(
        _ address: SocketAddress, path: String = TestClient.roomPath, in encoding: WireEncoding,
        more protocols: String = ""
    ) async throws {
        self.encoding = encoding
        socket = try await TestClient(
            address, path: path, protocols: "rivet, rivet_encoding.\(encoding.rawValue)\(protocols)")
    }

    // MARK: To the server

    /// Asks for an action, and does not wait for the answer.
    @discardableResult
    func act(_ name: String, _ arguments: [Value] = []) async throws -> UInt64 {
        let id = nextID
        nextID += 1
        switch encoding {
        case .json: try await socket.send(1, ToServer.actionRequest(id: id, name: name, arguments: arguments).json())
        case .cbor:
            try await send("ActionRequest", ["id": .int(Int64(id)), "name": .string(name), "args": .array(arguments)])
        case .bare:
            try await socket.send(2, [4, 0, 0] + leb(id) + data(name.utf8) + data(Value.array(arguments).cbor()))
        }
        return id
    }

    func subscribe(_ event: String, _ subscribe: Bool = true) async throws {
        switch encoding {
        case .json: try await socket.send(1, ToServer.subscriptionRequest(event: event, subscribe: subscribe).json())
        case .cbor:
            try await send("SubscriptionRequest", ["eventName": .string(event), "subscribe": .bool(subscribe)])
        case .bare: try await socket.send(2, [4, 0, 1] + data(event.utf8) + [subscribe ? 1 : 0])
        }
    }

    private func send(_ tag: String, _ content: Value) async throws {
        try await socket.send(2, (["body": ["tag": .string(tag), "val": content]] as Value).cbor())
    }

    private func leb(_ number: UInt64) -> [UInt8] {
        number < 0x80 ? [UInt8(number)] : [UInt8(number & 0x7F) | 0x80] + leb(number >> 7)
    }

    private func data(_ bytes: some Collection<UInt8>) -> [UInt8] { leb(UInt64(bytes.count)) + bytes }

    // MARK: From the server

    /// The next message; nil when the connection is closing.
    func next() async throws -> ToClient? {
        while let frame = await socket.next() {
            switch frame.opcode {
            case 8: return nil
            case 9: try await socket.send(0xA, frame.payload)
            default: return try Self.read(frame, in: encoding)
            }
        }
        return nil
    }

    /// - Throws: When the message is of the other kind.
    static func read(_ frame: TestClient.Frame, in encoding: WireEncoding) throws -> ToClient {
        guard frame.opcode == (encoding == .json ? 1 : 2) else { throw Unreadable(frame: frame) }
        switch encoding {
        case .json: return try ToClient(json: frame.payload)
        case .cbor: return try ToClient(json: Value(cbor: frame.payload).json())
        case .bare: return try ToClient(bare: frame)
        }
    }

    struct Unreadable: Error { let frame: TestClient.Frame }
}

extension ToClient {
    fileprivate init(bare frame: TestClient.Frame) throws {
        var rest = frame.payload[...]
        func byte() throws -> UInt8 {
            guard let byte = rest.popFirst() else { throw EncodedClient.Unreadable(frame: frame) }
            return byte
        }
        func number() throws -> UInt64 {
            let low = try byte()
            return try low < 0x80 ? UInt64(low) : UInt64(low & 0x7F) | number() << 7
        }
        func data() throws -> [UInt8] {
            let count = Int(try number())
            guard count <= rest.count else { throw EncodedClient.Unreadable(frame: frame) }
            defer { rest = rest.dropFirst(count) }
            return Array(rest.prefix(count))
        }
        func text() throws -> String { String(decoding: try data(), as: UTF8.self) }
        func value() throws -> Value { try Value(cbor: try data()) }
        func optional<T>(_ read: () throws -> T) throws -> T? { try byte() == 1 ? read() : nil }

        guard try byte() == 4, try byte() == 0 else { throw EncodedClient.Unreadable(frame: frame) }
        switch try byte() {
        case 0: self = .initialized(actorID: try text(), connectionID: try text())
        case 1:
            var error = WireError(
                group: try text(), code: try text(), message: try text(), metadata: try optional(value))
            let action = try optional(number)
            error.actor = try optional {
                ActorReference(actorID: try text(), generation: try number(), key: try optional(text))
            }
            self = .error(error, actionID: action)
        case 2: self = .actionResponse(id: try number(), output: try value())
        case 3: self = .event(name: try text(), arguments: try value().array ?? [])
        default: throw EncodedClient.Unreadable(frame: frame)
        }
        guard rest.isEmpty else { throw EncodedClient.Unreadable(frame: frame) }
    }
}
