public import Foundation

/// The real programs, which the build puts beside the test bundle.
public enum BuiltPrograms {
    public static let folder: URL = {
        let bundle = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
        let program = bundle ?? URL(filePath: CommandLine.arguments[0])
        return program.absoluteURL.deletingLastPathComponent()
    }()

    public static func path(_ name: String) -> String { folder.appending(path: name).path }
}
