import NIOCore

/// The bytes before a client's payload (RFC 6455 section 5.2).
struct FrameHeader {
    let isFinal: Bool
    let opcode: WebSocketOpcode
    /// In bytes, of the payload.
    let length: Int
    /// The four bytes of the masking key, the first in the lowest bits.
    let mask: UInt32
    /// In bytes, of the header itself: 6 to 14.
    let size: Int

    /// Reads the header at the front of a buffer without consuming it; nil while bytes of it are missing.
    ///
    /// What the first two bytes say is judged as soon as they are there.
    init?(peeking buffer: ByteBuffer) throws(WebSocketViolation) {
        let start = buffer.readerIndex
        guard let front = buffer.getInteger(at: start, as: UInt16.self) else { return nil }
        guard front & 0x7000 == 0 else { throw .reservedBits }
        guard let opcode = WebSocketOpcode(rawValue: UInt8(front >> 8 & 0xF)) else { throw .unknownOpcode }
        guard front & 0x80 != 0 else { throw .notMasked }
        let isFinal = front & 0x8000 != 0
        let shortLength = Int(front & 0x7F)
        guard !opcode.isControl || (isFinal && shortLength <= 125) else { throw .badControlFrame }

        let maskOffset: Int
        switch shortLength {
        case 126:
            guard let length = buffer.getInteger(at: start + 2, as: UInt16.self) else { return nil }
            guard length > 125 else { throw .badLength }
            self.length = Int(length)
            maskOffset = 4
        case 127:
            guard let length = buffer.getInteger(at: start + 2, as: UInt64.self) else { return nil }
            guard length > UInt16.max, let length = Int(exactly: length) else { throw .badLength }
            self.length = length
            maskOffset = 10
        default:
            length = shortLength
            maskOffset = 2
        }
        guard let mask = buffer.getInteger(at: start + maskOffset, endianness: .little, as: UInt32.self) else {
            return nil
        }
        self.isFinal = isFinal
        self.opcode = opcode
        self.mask = mask
        size = maskOffset + 4
    }
}
