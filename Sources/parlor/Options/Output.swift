import Foundation

/// Standard output without a buffer: what is printed is seen at once, also in a pipe.
enum Output {
    static func line(_ text: String) throws { try Self.text(text + "\n") }

    static func text(_ text: String) throws { try FileHandle.standardOutput.write(contentsOf: Data(text.utf8)) }
}
