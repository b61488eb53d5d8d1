/// The masking of payloads (RFC 6455 section 5.3); applied twice it undoes itself.
enum Masking {
    /// The key as it is for the bytes from an offset of the payload on.
    static func key(_ mask: UInt32, at offset: Int) -> UInt32 {
        let bits = UInt32(offset & 3) * 8
        return mask >> bits | mask << (32 - bits)
    }

    /// - Parameter mask: the four bytes of the masking key, the first in the lowest bits.
    static func apply(_ mask: UInt32, to source: UnsafeRawBufferPointer) -> [UInt8] {
        let wide = UInt64(mask) << 32 | UInt64(mask)
        return [UInt8](unsafeUninitializedCapacity: source.count) { target, count in
            let output = UnsafeMutableRawBufferPointer(target)
            var at = 0
            while at + 8 <= source.count {
                let word = UInt64(littleEndian: source.loadUnaligned(fromByteOffset: at, as: UInt64.self))
                output.storeBytes(of: (word ^ wide).littleEndian, toByteOffset: at, as: UInt64.self)
                at += 8
            }
            while at < source.count {
                output[at] = source[at] ^ UInt8(truncatingIfNeeded: wide >> (UInt64(at & 3) * 8))
                at += 1
            }
            count = source.count
        }
    }
}
