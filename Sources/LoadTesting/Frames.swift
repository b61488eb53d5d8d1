import NIOCore

/// The header of a frame from a server (RFC 6455 section 5.2): it is not masked, and hosts do not fragment.
struct ServerFrameHeader {
    /// The longest payload that is taken, in bytes.
    static let limit = 4 << 20

    let opcode: UInt8
    /// Of the header and the payload, in bytes.
    let size: Int
    let length: Int

    /// Nil while bytes of it are missing.
    init?(_ bytes: UnsafeRawBufferPointer) throws(LoadError) {
        guard bytes.count >= 2 else { return nil }
        let short = Int(bytes[1])
        guard bytes[0] & 0xF0 == 0x80, short < 128 else { throw .protocolError("a frame of an unknown kind") }
        opcode = bytes[0] & 0xF
        switch short {
        case 126:
            guard bytes.count >= 4 else { return nil }
            length = Int(bytes[2]) << 8 | Int(bytes[3])
            size = 4 + length
        case 127:
            guard bytes.count >= 10 else { return nil }
            let long = bytes[2..<10].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            guard long <= Self.limit else { throw .protocolError("a frame of \(long) bytes") }
            length = Int(long)
            size = 10 + length
        default:
            length = short
            size = 2 + length
        }
    }
}

extension ByteBuffer {
    /// Appends a client's frame, with a mask of zeros: what it hides is not secret, and the test has better things to do
    /// than to mask (RFC 6455 section 5.3 leaves the choice of the mask to the client).
    mutating func writeClientFrame(opcode: UInt8, _ payload: some Collection<UInt8>) {
        writeInteger(0x80 | opcode)
        switch payload.count {
        case ...125: writeInteger(0x80 | UInt8(payload.count))
        case ...65_535:
            writeInteger(UInt8(0x80 | 126))
            writeInteger(UInt16(payload.count))
        default:
            writeInteger(UInt8(0x80 | 127))
            writeInteger(UInt64(payload.count))
        }
        writeInteger(UInt32(0))
        writeBytes(payload)
    }
}
