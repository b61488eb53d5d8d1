import Foundation
import Testing

/// Compares a screen with the text file of that name beside the tests.
///
/// With `RECORD_SCREENS=1` in the environment the files are written instead. Read the difference before keeping it.
func expectScreen(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Screens/\(name).txt")
    if ProcessInfo.processInfo.environment["RECORD_SCREENS"] == "1" {
        try text.write(to: file, atomically: true, encoding: .utf8)
        return
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    guard text != expected else { return }
    Issue.record("\(name) differs; now:\n\(text)", sourceLocation: sourceLocation)
}
