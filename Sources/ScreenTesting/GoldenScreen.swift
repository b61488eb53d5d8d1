import Foundation
public import Terminal

/// Compares a screen with the text file of that name in the folder `Screens` beside the test.
///
/// With `RECORD_SCREENS=1` in the environment the file is written instead. Read the difference before keeping it.
///
/// - Throws: ``ScreenDiffers``, which shows the screen as it is now.
public func expectScreen(_ text: String, _ name: String, test: String = #filePath) throws {
    let folder = URL(filePath: test).deletingLastPathComponent().appending(path: "Screens")
    let file = folder.appending(path: "\(name).txt")
    if ProcessInfo.processInfo.environment["RECORD_SCREENS"] == "1" {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
        return
    }
    let expected = try? String(contentsOf: file, encoding: .utf8)
    guard text != expected else { return }
    throw ScreenDiffers(name: name, now: text, isNew: expected == nil)
}

/// Compares a screen with its file: what it shows, and how.
public func expectScreen(_ grid: Grid, _ name: String, test: String = #filePath) throws {
    try expectScreen(grid.portrait, name, test: test)
}

/// A screen is not what its file says.
public struct ScreenDiffers: Error, CustomStringConvertible {
    let name: String
    let now: String
    let isNew: Bool

    public var description: String { "\(name) \(isNew ? "has no file yet" : "differs"); now:\n\(now)" }
}
