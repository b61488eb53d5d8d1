import Foundation

// The same targets led by which code each input reaches: `bin/fuzz` builds this in place of the tests. libFuzzer has the
// main function, and calls these two by their names (https://llvm.org/docs/LibFuzzer.html).

/// Chosen by `FUZZ_TARGET`.
private let target = FuzzTarget.all.first { $0.name == ProcessInfo.processInfo.environment["FUZZ_TARGET"] }

/// Writes what means something to the target where `-dict` is to find it.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>>>
) -> CInt {
    guard let target else {
        print("FUZZ_TARGET is one of " + FuzzTarget.all.map(\.name).joined(separator: ", "))
        exit(64)
    }
    guard let path = ProcessInfo.processInfo.environment["FUZZ_DICTIONARY"] else { return 0 }
    let lines = target.dictionary.filter { !$0.isEmpty }.map { token in
        "\"" + token.utf8.map { "\\x" + String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() + "\"\n"
    }
    _ = FileManager.default.createFile(atPath: path, contents: Data(("# \(target.name)\n" + lines.joined()).utf8))
    return 0
}

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    // FNV-1a: the same input is cut into the same pieces whenever it is tried.
    let seed = input.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    var fuzzer = Fuzzer(corpus: [input], dictionary: [], seed: seed)
    do {
        try target?.check(input, &fuzzer)
    } catch {
        // What libFuzzer takes for a finding: it keeps the input.
        fatalError("\(error)")
    }
    return 0
}
