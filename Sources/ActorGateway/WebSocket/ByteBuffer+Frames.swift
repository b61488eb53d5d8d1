import ActorWire
package import NIOCore

extension WireEncoding {
    /// In which kind of frames a message is sent.
    var opcode: WebSocketOpcode { self == .json ? .text : .binary }
}

extension ByteBuffer {
    /// Appends one whole frame of a server: final and not masked (RFC 6455 section 5.2).
    package mutating func writeFrame(_ opcode: WebSocketOpcode, _ payload: [UInt8]) {
        let front = 0x8000 | UInt16(opcode.rawValue) << 8
        switch payload.count {
        case ...125: writeInteger(front | UInt16(payload.count))
        case ...Int(UInt16.max): writeMultipleIntegers(front | 126, UInt16(payload.count))
        default: writeMultipleIntegers(front | 127, UInt64(payload.count))
        }
        writeBytes(payload)
    }

    /// Appends a close frame (RFC 6455 section 5.5.1).
    mutating func writeClose(_ reason: CloseReason) {
        let code = [UInt8(reason.code >> 8), UInt8(truncatingIfNeeded: reason.code)]
        writeFrame(.close, code + reason.reason.utf8)
    }
}
