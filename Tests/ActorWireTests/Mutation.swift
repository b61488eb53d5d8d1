import RandomTesting

/// Changes a few bytes: overwrites, removes, repeats or cuts.
func mutate(_ bytes: inout [UInt8], using random: inout SeededGenerator) {
    let alphabet = Array(#"{}[]",:\u0123456789.eE+-$truefalsn "#.utf8) + [0, 0x1F, 0x80, 0xC3, 0xED, 0xFF]
    for _ in 0..<Int.random(in: 1...3, using: &random) {
        guard let index = bytes.indices.randomElement(using: &random) else { return }
        switch Int.random(in: 0..<5, using: &random) {
        case 0, 1: bytes[index] = alphabet.randomElement(using: &random) ?? 0
        case 2: bytes.remove(at: index)
        case 3: bytes.insert(alphabet.randomElement(using: &random) ?? 0, at: index)
        default: bytes.removeSubrange(index...)
        }
    }
}
