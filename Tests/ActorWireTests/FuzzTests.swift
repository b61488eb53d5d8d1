import ActorWire
import Testing

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

@Suite struct FuzzTests {
    @Test func everyValueSurvivesJSON() throws {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<2_000 {
            let value = Value.random(depth: 4, plain: false, using: &random)
            #expect(try Value(json: value.json()) == value)
        }
    }

    @Test func noBytesTrapAndWhatParsesIsWrittenAgainTheSame() throws {
        var random = SeededGenerator(seed: 4)
        for _ in 0..<5_000 {
            var json = Value.random(depth: 3, plain: false, using: &random).json()
            mutate(&json, using: &random)
            guard let value = try? Value(json: json) else { continue }
            #expect(try Value(json: value.json()) == value)
        }
    }

    @Test func noMutatedFrameTraps() throws {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<3_000 {
            let argument = Value.random(depth: 2, plain: false, using: &random)
            var request = ToServer.actionRequest(id: random.next(), name: "sendMessage", arguments: [argument]).json()
            mutate(&request, using: &random)
            if let frame = try? ToServer(json: request) { #expect(try ToServer(json: frame.json()) == frame) }
            var answer = ToClient.error(.user("full", "Full", metadata: argument), actionID: random.next()).json()
            mutate(&answer, using: &random)
            if let frame = try? ToClient(json: answer) { #expect(try ToClient(json: frame.json()) == frame) }
        }
    }

    @Test func noAddressOrHeaderTraps() throws {
        var random = SeededGenerator(seed: 6)
        let address =
            "/gateway/chatRoom/connect?rvt-namespace=default&rvt-method=get&rvt-key=a%2Cb,c&rvt-token=t&x=%41+y"
        let header = "rivet, rivet_encoding.json, rivet_token.t, rivet_conn_params.%7B%22a%22%3A1%7D"
        for _ in 0..<3_000 {
            var bytes = Array(address.utf8)
            mutate(&bytes, using: &random)
            if let target = try? ConnectTarget(parsing: bytes.text), let path = try? target.path() {
                #expect(try ConnectTarget(parsing: path) == target)
            }
            bytes = Array(header.utf8)
            mutate(&bytes, using: &random)
            if let subprotocols = try? Subprotocols(parsing: bytes.text) {
                #expect(try Subprotocols(parsing: subprotocols.header) == subprotocols)
            }
        }
    }
}
