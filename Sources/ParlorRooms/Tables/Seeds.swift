internal import CSodium

/// What a match is dealt from, and what proves that it was not changed afterwards.
enum Seeds {
    /// 16 hexadecimal digits.
    static func text(of seed: UInt64) -> String {
        let digits = String(seed, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// SHA-256 (FIPS 180-4) of the text, in hexadecimal.
    static func hash(of text: String) -> String {
        let bytes = Array(text.utf8)
        var digest = [UInt8](repeating: 0, count: 32)
        crypto_hash_sha256(&digest, bytes, UInt64(bytes.count))
        return digest.map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
    }
}
