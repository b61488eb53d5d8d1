import Foundation

/// The real binary, which the build puts beside the test bundle.
enum Program {
    static let path = folder.appending(path: "parlor").path

    static let folder: URL = {
        let bundle = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
        let program = bundle ?? URL(filePath: CommandLine.arguments[0])
        return program.absoluteURL.deletingLastPathComponent()
    }()
}
